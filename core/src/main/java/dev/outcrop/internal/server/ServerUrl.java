package dev.outcrop.internal.server;

import dev.outcrop.aws.Environment;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a server, with the values of its variables. A variable is {@code {NAME}}, or
 * {@code {NAME:default}}.
 */
public final class ServerUrl {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(?::([^}]*))?}");

    /** In the place of an account or a host, these would lead to another path. */
    private static final Pattern NAME = Pattern.compile("[\\w.-]+");

    private ServerUrl() {}

    /**
     * Returns the URL of a server.
     *
     * @param given values by the names of variables; they take precedence over the environment
     * @throws ValidationException if a variable has no value
     */
    public static String of(ServerRules rules, Map<String, String> given, Environment environment) {
        Matcher variable = VARIABLE.matcher(rules.url());
        var url = new StringBuilder();
        while (variable.find()) {
            String value = value(rules, variable, given, environment);
            variable.appendReplacement(url, Matcher.quoteReplacement(value));
        }
        variable.appendTail(url);
        String whole = url.toString();
        return whole.contains("://") ? whole : "https://" + whole;
    }

    private static String value(
            ServerRules rules,
            Matcher variable,
            Map<String, String> given,
            Environment environment) {
        String name = variable.group(1);
        String set = given.get(name);
        String value = set == null ? environment.variable(name) : set;
        value = value == null ? variable.group(2) : value.replaceAll("/+$", "");
        if (value == null) {
            throw new ValidationException(
                    rules.name() + ": " + environment.missing(name) + " is not set.",
                    ErrorDetails.NONE.withRemedy(
                            "Set " + name + ", or pass its value (in Java: CompatibleServer)."));
        }
        boolean isPart = variable.start() > 0;
        if (isPart && !NAME.matcher(value).matches()) {
            throw new ValidationException(
                    rules.name() + ": " + name + " is not valid.",
                    ErrorDetails.NONE.withRemedy(
                            "It may have letters, digits, dots, hyphens and underscores only."));
        }
        return value;
    }

    /** Returns where the models of a server are listed; null if they are not. */
    public static @Nullable URI models(ServerRules rules, URI base) {
        String models = rules.models();
        return models == null ? null : URI.create(base + "/").resolve(models);
    }
}
