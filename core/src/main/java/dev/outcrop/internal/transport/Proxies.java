package dev.outcrop.internal.transport;

import dev.outcrop.aws.Environment;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.aws.signing.RequestTarget;
import dev.outcrop.policy.HttpProxy;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Selects the proxy of a call: the configured one, else that of the JVM's properties ({@code
 * https.proxyHost} and related ones, as Java's own clients read them), else that of the environment
 * ({@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code NO_PROXY}, in upper or lower case). The
 * properties are read at each call, which costs nothing if there are none; this machine itself is
 * then always called directly. Safe for any number of threads.
 */
public final class Proxies {
    private final boolean isGiven;
    private final @Nullable Choice given;
    private final Environment environment;
    private final Map<String, Read> variables = new ConcurrentHashMap<>();

    public Proxies(@Nullable HttpProxy given, Environment environment) {
        this.isGiven = given != null;
        this.given = given == null ? null : given(given);
        this.environment = environment;
    }

    /**
     * Returns the proxy for that address, or null for a direct connection.
     *
     * @throws ValidationException if the setting is not a valid proxy
     */
    public @Nullable HttpProxy of(URI uri) {
        boolean secure = RequestTarget.isSecure(uri);
        Choice choice = isGiven ? given : set(secure ? "https" : "http");
        String host = String.valueOf(uri.getHost());
        return choice == null || choice.direct.contains(host, RequestTarget.port(uri))
                ? null
                : choice.proxy;
    }

    private record Choice(HttpProxy proxy, NoProxyHosts direct) {}

    /** The value of a variable, which may be missing. */
    private record Read(@Nullable Choice choice) {}

    private static @Nullable Choice given(HttpProxy proxy) {
        return proxy.equals(HttpProxy.NONE)
                ? null
                : new Choice(proxy, NoProxyHosts.variable(String.join(",", proxy.direct())));
    }

    private @Nullable Choice set(String scheme) {
        Choice property = ofProperties(scheme);
        return property != null ? property : ofVariable(scheme + "_proxy");
    }

    private @Nullable Choice ofProperties(String scheme) {
        String host = environment.property(scheme + ".proxyHost");
        if (host == null) {
            return null;
        }
        String name = host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]";
        String port = environment.property(scheme + ".proxyPort");
        String user = environment.property(scheme + ".proxyUser");
        String password = environment.property(scheme + ".proxyPassword");
        String direct = environment.property("http.nonProxyHosts");
        try {
            String usual = scheme.equals("https") ? "443" : "80";
            HttpProxy proxy = HttpProxy.of(name + ":" + (port == null ? usual : port));
            return new Choice(
                    user == null
                            ? proxy
                            : proxy.withCredentials(user, password == null ? "" : password),
                    NoProxyHosts.property(direct == null ? "" : direct).withLoopback());
        } catch (IllegalArgumentException e) {
            throw none(
                    "the system properties " + scheme + ".proxyHost and " + scheme + ".proxyPort",
                    e);
        }
    }

    /** Cached: variables do not change while a process runs, and reading them is slower. */
    private @Nullable Choice ofVariable(String name) {
        Read known = variables.get(name);
        if (known == null) {
            known = new Read(read(name));
            variables.put(name, known);
        }
        return known.choice();
    }

    private @Nullable Choice read(String name) {
        String url = variable(name);
        if (url == null) {
            return null;
        }
        String direct = variable("no_proxy");
        try {
            return new Choice(
                    HttpProxy.of(url),
                    NoProxyHosts.variable(direct == null ? "" : direct).withLoopback());
        } catch (IllegalArgumentException e) {
            throw none(name.toUpperCase(Locale.ROOT), e);
        }
    }

    /**
     * Lower case takes precedence, as in other tools: on a web server, CGI sets the upper-case one
     * from a request's header.
     */
    private @Nullable String variable(String name) {
        String lower = environment.variable(name);
        boolean forged =
                name.equals("http_proxy") && environment.variable("REQUEST_METHOD") != null;
        return lower != null || forged
                ? lower
                : environment.variable(name.toUpperCase(Locale.ROOT));
    }

    private static ValidationException none(String where, IllegalArgumentException e) {
        return new ValidationException(
                "Invalid proxy in " + where + ": " + e.getMessage(),
                ErrorDetails.NONE.withRemedy("Set it to http://host:port, or unset it."),
                e);
    }
}
