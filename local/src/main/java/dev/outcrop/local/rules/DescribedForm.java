package dev.outcrop.local.rules;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A form in words, as LangChain4j writes it for models without schemas: {@code {"name": (type:
 * string), "tags": (type: array of string)}}. For one thread.
 */
final class DescribedForm {
    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 20;
    private static final String TYPE = "type:";

    private final String text;
    private int at;

    private DescribedForm(String text) {
        this.text = text;
    }

    /** Returns the schema of the form at the beginning of a text; empty if there is none. */
    static Json.Obj schema(String text) {
        return text.length() > LONGEST ? Json.EMPTY : new DescribedForm(text).object(0);
    }

    /** Reads from a brace to the brace that closes it. */
    private Json.Obj object(int depth) {
        Map<String, Json> properties = new LinkedHashMap<>();
        at++;
        while (depth < DEEPEST) {
            int quote = text.indexOf('"', at);
            int close = text.indexOf('}', at);
            if (close < 0 || quote < 0 || close < quote) {
                at = close < 0 ? text.length() : close + 1;
                break;
            }
            int end = text.indexOf('"', quote + 1);
            int open = text.indexOf('(', quote + 1);
            if (end < 0 || open < end || !text.substring(end + 1, open).strip().equals(":")) {
                return Json.EMPTY;
            }
            String content = parenthesized(open);
            properties.put(text.substring(quote + 1, end), property(content, depth));
        }
        return properties.isEmpty()
                ? Json.EMPTY
                : Json.EMPTY
                        .with("type", Json.of("object"))
                        .with("properties", new Json.Obj(properties))
                        .with("required", names(properties));
    }

    private static Json names(Map<String, Json> properties) {
        List<Json> names = new ArrayList<>();
        properties.keySet().forEach(name -> names.add(Json.of(name)));
        return new Json.Arr(names);
    }

    /** The text between a parenthesis and the one that closes it. */
    private String parenthesized(int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                at = i + 1;
                return text.substring(open + 1, i);
            }
        }
        at = text.length();
        return text.substring(open + 1);
    }

    private static Json property(String content, int depth) {
        int type = content.indexOf(TYPE);
        if (type < 0) {
            return ofType("string", depth);
        }
        String description = content.substring(0, type).strip();
        Json.Obj schema = ofType(content.substring(type + TYPE.length()).strip(), depth);
        return description.isEmpty()
                ? schema
                : schema.with("description", Json.of(description.replaceAll(";$", "")));
    }

    private static Json.Obj ofType(String type, int depth) {
        String lower = type.toLowerCase(Locale.ROOT);
        for (String list : List.of("array of ", "set of ", "list of ")) {
            if (lower.startsWith(list) && depth < DEEPEST) {
                return Json.EMPTY
                        .with("type", Json.of("array"))
                        .with("items", ofType(type.substring(list.length()).strip(), depth + 1));
            }
        }
        int brace = type.indexOf('{');
        if (brace >= 0) {
            return new DescribedForm(type.substring(brace)).object(depth + 1);
        }
        if (lower.startsWith("enum")) {
            return Json.EMPTY.with("enum", values(type));
        }
        return simple(lower);
    }

    private static Json values(String type) {
        int open = type.indexOf('[');
        int close = type.indexOf(']', Math.max(open, 0));
        List<Json> values = new ArrayList<>();
        if (open >= 0 && close > open) {
            for (String value : type.substring(open + 1, close).split(",", -1)) {
                values.add(Json.of(value.strip()));
            }
        }
        return new Json.Arr(values);
    }

    /** Another type is a class whose form is not given: null fits it. */
    private static Json.Obj simple(String type) {
        if (type.contains("string")) {
            String format =
                    type.startsWith("date-time")
                            ? "date-time"
                            : type.startsWith("date") ? "date" : "";
            Json.Obj string = Json.EMPTY.with("type", Json.of("string"));
            return format.isEmpty() ? string : string.with("format", Json.of(format));
        }
        String known =
                switch (type) {
                    case "integer", "int", "long", "short", "byte" -> "integer";
                    case "number", "float", "double", "decimal" -> "number";
                    case "boolean" -> "boolean";
                    default -> "null";
                };
        return Json.EMPTY.with("type", Json.of(known));
    }
}
