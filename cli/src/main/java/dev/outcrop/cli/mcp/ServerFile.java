package dev.outcrop.cli.mcp;

import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.internal.tool.ProgramEnvironment;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with servers, as other programs have it: {@code mcpServers}, or {@code servers}, by name.
 * {@code ${NAME}}, {@code ${NAME:-default}} and {@code ${env:NAME}} stand for variables.
 */
final class ServerFile {
    private static final String EXAMPLE =
            "{\"mcpServers\": {\"files\": {\"command\": \"npx\", \"args\": [\"-y\","
                    + " \"@modelcontextprotocol/server-filesystem\", \".\"]}}}";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("(?:env:)?(\\w+)(?::-(.*))?");

    private final Path file;
    private final Map<String, String> env;

    private ServerFile(Path file, Map<String, String> env) {
        this.file = file;
        this.env = env;
    }

    /**
     * Reads the servers of a file that are not switched off.
     *
     * @param env the variables that it may name
     * @throws UsageException if it is not valid
     */
    static List<ServerSpec> read(String name, Map<String, String> env) {
        var file = new ServerFile(Path.of(name), env);
        try {
            return file.servers(Json.parse(Files.readString(file.file)));
        } catch (NoSuchFileException e) {
            throw file.invalid("it does not exist");
        } catch (IOException | JsonException e) {
            throw file.invalid(String.valueOf(e.getMessage()));
        }
    }

    private List<ServerSpec> servers(Json json) {
        if (!(json instanceof Json.Obj root)) {
            throw invalid("it is not an object");
        }
        Json named = root.get("mcpServers") == null ? root.get("servers") : root.get("mcpServers");
        if (!(named instanceof Json.Obj servers)) {
            throw invalid("it has no object mcpServers");
        }
        var all = new ArrayList<ServerSpec>();
        servers.members()
                .forEach(
                        (name, value) -> {
                            if (!(value instanceof Json.Obj server)) {
                                throw invalid(name + " is not an object");
                            }
                            if (!isOff(server)) {
                                all.add(server(name, server));
                            }
                        });
        return all;
    }

    private static boolean isOff(Json.Obj server) {
        return server.get("disabled") instanceof Json.Bool(boolean off) && off;
    }

    private ServerSpec server(String name, Json.Obj server) {
        String type = String.valueOf(server.string("type")).toLowerCase(Locale.ROOT);
        if (type.equals("sse")) {
            throw invalid(
                    name + " uses the transport sse of 2024, which is replaced by http; try that");
        }
        String url = text(name, server, "url");
        for (String other : List.of("httpUrl", "serverUrl")) {
            url = url == null ? text(name, server, other) : url;
        }
        String command = text(name, server, "command");
        if ((url == null) == (command == null)) {
            throw invalid(name + " must have either command or url");
        }
        if (url != null) {
            return ServerSpec.at(
                    name, true, ServerSpec.address(url), texts(name, server, "headers"));
        }
        var words = new ArrayList<String>();
        words.add(command);
        for (Json word : array(name, server, "args")) {
            words.add(scalar(name + ".args", word));
        }
        var inherited = new ArrayList<String>();
        for (Json variable : array(name, server, "inheritEnv")) {
            inherited.add(variable(name, scalar(name + ".inheritEnv", variable)));
        }
        String folder = text(name, server, "cwd");
        return new ServerSpec(
                name,
                true,
                words,
                texts(name, server, "env"),
                inherited,
                folder == null ? null : Path.of(folder),
                null,
                Map.of());
    }

    private String variable(String name, String variable) {
        try {
            return ProgramEnvironment.requireName(variable);
        } catch (IllegalArgumentException e) {
            throw invalid(name + ".inheritEnv contains what is " + e.getMessage());
        }
    }

    private List<Json> array(String name, Json.Obj server, String member) {
        Json value = server.get(member);
        if (value != null && !(value instanceof Json.Arr)) {
            throw invalid(name + "." + member + " must be an array of texts");
        }
        return server.array(member);
    }

    private @Nullable String text(String name, Json.Obj server, String member) {
        Json value = server.get(member);
        if (value == null || value.equals(Json.NULL)) {
            return null;
        }
        if (!(value instanceof Json.Str)) {
            throw invalid(name + "." + member + " must be a text");
        }
        return scalar(name + "." + member, value);
    }

    private Map<String, String> texts(String name, Json.Obj server, String member) {
        Json value = server.get(member);
        if (value != null && !(value instanceof Json.Obj)) {
            throw invalid(name + "." + member + " must be an object of texts");
        }
        var texts = new LinkedHashMap<String, String>();
        server.object(member)
                .members()
                .forEach((key, one) -> texts.put(key, scalar(name + "." + member, one)));
        return texts;
    }

    /** Numbers and truth values are often written without quotes. */
    private String scalar(String place, Json value) {
        return switch (value) {
            case Json.Str text -> expanded(place, text.value());
            case Json.Num number -> number.toString();
            case Json.Bool flag -> flag.toString();
            default -> throw invalid(place + " must contain texts");
        };
    }

    private String expanded(String place, String text) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value(place, found.group(1))));
    }

    private String value(String place, String expression) {
        Matcher named = NAME.matcher(expression);
        if (!named.matches()) {
            throw invalid(
                    place
                            + " contains ${"
                            + expression
                            + "}; only variables of the environment are known, such as ${HOME}");
        }
        String value = env.get(named.group(1));
        String otherwise = named.group(2);
        boolean missing = value == null || (value.isEmpty() && otherwise != null);
        if (missing && otherwise == null) {
            throw new UsageException(
                    place + " in " + file + " needs the variable " + named.group(1) + ".",
                    "export " + named.group(1) + "=…");
        }
        return missing ? String.valueOf(otherwise) : String.valueOf(value);
    }

    private UsageException invalid(String why) {
        return new UsageException("Cannot use " + file + ": " + why + ".", "example: " + EXAMPLE);
    }
}
