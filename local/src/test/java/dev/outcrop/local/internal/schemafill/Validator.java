package dev.outcrop.local.internal.schemafill;

import dev.outcrop.json.Json;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Says whether a value fits a schema; written apart from the filler, so that it can catch it. */
final class Validator {
    private final Json.Obj root;

    Validator(Json.Obj root) {
        this.root = root;
    }

    boolean accepts(Json value) {
        return accepts(value, root);
    }

    private boolean accepts(Json value, Json.Obj schema) {
        String reference = schema.string("$ref");
        if (reference != null) {
            Json.Obj here = root;
            for (String step : reference.substring(2).split("/", -1)) {
                here = here.object(step);
            }
            return accepts(value, here);
        }
        Json type = schema.get("type");
        boolean typed =
                type == null
                        || (type instanceof Json.Str(String name) && isA(value, name))
                        || (type instanceof Json.Arr(List<Json> names)
                                && names.stream()
                                        .anyMatch(n -> isA(value, ((Json.Str) n).value())));
        List<Json> any = schema.array("anyOf");
        List<Json> one = schema.array("oneOf");
        return typed
                && (schema.get("const") == null || value.equals(schema.get("const")))
                && (schema.get("enum") == null || schema.array("enum").contains(value))
                && schema.array("allOf").stream().allMatch(s -> accepts(value, (Json.Obj) s))
                && (any.isEmpty() || any.stream().anyMatch(s -> accepts(value, (Json.Obj) s)))
                && (one.isEmpty()
                        || one.stream().filter(s -> accepts(value, (Json.Obj) s)).count() == 1)
                && switch (value) {
                    case Json.Obj object -> object(object, schema);
                    case Json.Arr(List<Json> elements) -> array(elements, schema);
                    case Json.Str(String text) -> text(text, schema);
                    case Json.Num number -> number(number.decimalValue(), schema);
                    case Json.Bool bool -> true;
                    case Json.Null none -> true;
                };
    }

    private boolean object(Json.Obj object, Json.Obj schema) {
        Json.Obj properties = schema.object("properties");
        boolean closed = Json.of(false).equals(schema.get("additionalProperties"));
        return schema.array("required").stream()
                        .allMatch(name -> object.get(((Json.Str) name).value()) != null)
                && object.members().size() >= schema.integer("minProperties", 0)
                && object.members().entrySet().stream()
                        .allMatch(
                                member ->
                                        properties.get(member.getKey()) == null
                                                ? !closed
                                                : accepts(
                                                        member.getValue(),
                                                        properties.object(member.getKey())));
    }

    private boolean array(List<Json> elements, Json.Obj schema) {
        boolean distinct = Json.of(true).equals(schema.get("uniqueItems"));
        return elements.size() >= schema.integer("minItems", 0)
                && elements.size() <= schema.integer("maxItems", Long.MAX_VALUE)
                && (!distinct || new HashSet<>(elements).size() == elements.size())
                && elements.stream().allMatch(e -> accepts(e, schema.object("items")));
    }

    private static boolean text(String text, Json.Obj schema) {
        String pattern = schema.string("pattern");
        return text.length() >= schema.integer("minLength", 0)
                && text.length() <= schema.integer("maxLength", Long.MAX_VALUE)
                && (pattern == null || Pattern.compile(pattern).matcher(text).find());
    }

    private static boolean number(BigDecimal n, Json.Obj schema) {
        return (!(schema.get("minimum") instanceof Json.Num a)
                        || n.compareTo(a.decimalValue()) >= 0)
                && (!(schema.get("maximum") instanceof Json.Num b)
                        || n.compareTo(b.decimalValue()) <= 0)
                && (!(schema.get("exclusiveMinimum") instanceof Json.Num c)
                        || n.compareTo(c.decimalValue()) > 0)
                && (!(schema.get("exclusiveMaximum") instanceof Json.Num d)
                        || n.compareTo(d.decimalValue()) < 0)
                && (!(schema.get("multipleOf") instanceof Json.Num e)
                        || n.remainder(e.decimalValue()).signum() == 0);
    }

    private static boolean isA(Json value, String type) {
        return switch (type) {
            case "object" -> value instanceof Json.Obj;
            case "array" -> value instanceof Json.Arr;
            case "string" -> value instanceof Json.Str;
            case "boolean" -> value instanceof Json.Bool;
            case "null" -> value instanceof Json.Null;
            case "integer" -> value instanceof Json.Num number && number.isLong();
            default -> value instanceof Json.Num;
        };
    }
}
