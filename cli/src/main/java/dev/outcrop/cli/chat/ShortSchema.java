package dev.outcrop.cli.chat;

import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.schema.JsonSchema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of {@code --schema}: a file, JSON, or names: {@code name, age int, tags list}. */
public final class ShortSchema {
    private static final Pattern MEMBER =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?:\\s+([a-z]+))?\\s*(?::\\s*(.*))?");

    private ShortSchema() {}

    /**
     * Returns the schema.
     *
     * @throws UsageException if it is not valid
     */
    public static JsonSchema of(String text) {
        try {
            if (text.strip().startsWith("{")) {
                return JsonSchema.parse(text);
            }
            Path file = Path.of(text);
            if (Files.isRegularFile(file)) {
                return JsonSchema.parse(Files.readString(file));
            }
            if (text.endsWith(".json")) {
                throw wrong(file + " does not exist");
            }
        } catch (InvalidPathException e) {
            // Not a file.
        } catch (IOException e) {
            throw wrong("cannot read " + text + ": " + e.getMessage());
        } catch (JsonException | IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        return members(text);
    }

    private static JsonSchema members(String text) {
        Map<String, Json> properties = new LinkedHashMap<>();
        List<Json> required = new ArrayList<>();
        for (String part : text.strip().split("\\s*[,\\n]\\s*", -1)) {
            Matcher member = MEMBER.matcher(part);
            if (!member.matches()) {
                throw wrong("\"" + part + "\" is not a name, or a name and a type");
            }
            Json.Obj type = type(member.group(2) == null ? "str" : member.group(2), part);
            boolean described = member.group(3) != null && !member.group(3).isBlank();
            type = described ? type.with("description", Json.of(member.group(3).strip())) : type;
            properties.put(member.group(1), type);
            required.add(Json.of(member.group(1)));
        }
        return JsonSchema.of(
                Json.EMPTY
                        .with("type", Json.of("object"))
                        .with("properties", new Json.Obj(properties))
                        .with("required", new Json.Arr(required))
                        .with("additionalProperties", Json.of(false)));
    }

    private static Json.Obj type(String name, String part) {
        return switch (name) {
            case "str", "string", "text" -> named("string");
            case "int", "integer" -> named("integer");
            case "float", "number" -> named("number");
            case "bool", "boolean" -> named("boolean");
            case "list" -> named("array").with("items", named("string"));
            default ->
                    throw wrong(
                            "unknown type in \"" + part + "\"; types: str, int, float, bool, list");
        };
    }

    private static Json.Obj named(String type) {
        return Json.EMPTY.with("type", Json.of(type));
    }

    private static UsageException wrong(String what) {
        return new UsageException(
                "Invalid value of --schema: " + what + ".", "--schema 'name, age int, tags list'");
    }
}
