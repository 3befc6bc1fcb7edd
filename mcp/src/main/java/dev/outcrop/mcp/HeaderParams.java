package dev.outcrop.mcp;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The arguments of a tool that are repeated in HTTP headers: {@code x-mcp-header} in its schema.
 *
 * @see <a
 *     href="https://modelcontextprotocol.io/specification/2026-07-28/server/tools#x-mcp-header">x-mcp-header</a>
 */
final class HeaderParams {
    private static final String KEYWORD = "x-mcp-header";
    private static final Set<String> PRIMITIVE = Set.of("string", "integer", "boolean");
    private static final int DEEPEST = 50;

    private final Map<String, List<String>> paths;

    private HeaderParams(Map<String, List<String>> paths) {
        this.paths = paths;
    }

    /**
     * Reads them from a schema.
     *
     * @throws IllegalArgumentException if the schema breaks a rule of the specification; says which
     */
    static HeaderParams of(Json.Obj inputSchema) {
        var paths = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        int reachable = properties(inputSchema, List.of(), paths);
        if (count(inputSchema, false, 0) != reachable) {
            throw new IllegalArgumentException(
                    KEYWORD + " is used where it is not allowed, such as in an array or a choice");
        }
        return new HeaderParams(paths);
    }

    /** Returns the headers for these arguments. */
    Map<String, String> headers(Json.Obj arguments) {
        var headers = new LinkedHashMap<String, String>();
        paths.forEach(
                (name, path) -> {
                    String value = value(arguments, path);
                    if (value != null) {
                        headers.put("Mcp-Param-" + name, HeaderValues.encoded(value));
                    }
                });
        return headers;
    }

    private static @Nullable String value(Json.Obj arguments, List<String> path) {
        Json at = arguments;
        for (String name : path) {
            at = at instanceof Json.Obj object ? object.get(name) : null;
        }
        return switch (at) {
            case Json.Str(String text) -> text;
            case Json.Bool(boolean bool) -> String.valueOf(bool);
            case Json.Num number -> number.toString();
            case null, default -> null;
        };
    }

    private static int properties(
            Json.Obj schema, List<String> path, Map<String, List<String>> paths) {
        int found = 0;
        if (path.size() > DEEPEST) {
            return found;
        }
        for (var property : schema.object("properties").members().entrySet()) {
            if (property.getValue() instanceof Json.Obj inner) {
                var longer = new ArrayList<>(path);
                longer.add(property.getKey());
                if (inner.get(KEYWORD) != null) {
                    add(inner, longer, paths);
                    found++;
                }
                found += properties(inner, longer, paths);
            }
        }
        return found;
    }

    private static void add(Json.Obj schema, List<String> path, Map<String, List<String>> paths) {
        String name = schema.string(KEYWORD);
        if (name == null || !name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")) {
            throw new IllegalArgumentException(KEYWORD + " must be the name of a header");
        }
        if (!PRIMITIVE.contains(String.valueOf(schema.string("type")))) {
            throw new IllegalArgumentException(
                    KEYWORD + " is allowed for strings, integers and booleans only");
        }
        if (paths.put(name, path) != null) {
            throw new IllegalArgumentException(
                    KEYWORD + " " + name.toLowerCase(Locale.ROOT) + " is there twice");
        }
    }

    /** Counts the keyword in all schemas, but not properties that have its name. */
    private static int count(Json json, boolean names, int depth) {
        if (depth > DEEPEST * 2) {
            return 0;
        }
        int found = 0;
        switch (json) {
            case Json.Obj object -> {
                found += !names && object.get(KEYWORD) != null ? 1 : 0;
                for (var member : object.members().entrySet()) {
                    boolean named = !names && member.getKey().equals("properties");
                    found += count(member.getValue(), named, depth + 1);
                }
            }
            case Json.Arr(List<Json> elements) -> {
                for (Json element : elements) {
                    found += count(element, false, depth + 1);
                }
            }
            case Json other -> {}
        }
        return found;
    }
}
