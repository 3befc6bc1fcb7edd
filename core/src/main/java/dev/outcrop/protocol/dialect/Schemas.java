package dev.outcrop.protocol.dialect;

import dev.outcrop.error.Facts;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.OutputConfig;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** JSON schemas of answers. */
final class Schemas {
    private Schemas() {}

    /**
     * The schema as JSON.
     *
     * @throws ValidationException if the text is no JSON
     */
    static Json parsed(OutputConfig.JsonSchemaFormat format) {
        try {
            return Json.parse(format.schema());
        } catch (JsonException e) {
            throw new ValidationException(
                    "The schema of the answer is no JSON: " + e.getMessage(),
                    Facts.NONE.withRemedy("Give a JSON schema as text."),
                    e);
        }
    }

    /**
     * The schema as both of OpenAI's APIs want it. Whether the answer must keep to it is said only
     * where the schema is one that OpenAI can hold it to: every object closed, every property
     * required.
     */
    static Json.Obj ofOpenAi(OutputConfig.JsonSchemaFormat format) {
        Json schema = parsed(format);
        return new Fields()
                .put("name", format.name() == null ? "answer" : format.name())
                .put("description", format.description())
                .put("schema", schema)
                .put("strict", isStrict(schema) ? Boolean.TRUE : null)
                .putAll(Own.CHAT.written(format.more()))
                .json();
    }

    private static boolean isStrict(Json schema) {
        return switch (schema) {
            case Json.Obj object ->
                    isClosed(object)
                            && object.members().values().stream().allMatch(Schemas::isStrict);
            case Json.Arr(List<Json> elements) -> elements.stream().allMatch(Schemas::isStrict);
            case Json.Str ignored -> true;
            case Json.Num ignored -> true;
            case Json.Bool ignored -> true;
            case Json.Null() -> true;
        };
    }

    private static boolean isClosed(Json.Obj object) {
        if (!"object".equals(object.string("type"))) {
            return true;
        }
        Set<Json> required = new HashSet<>(object.array("required"));
        return Json.of(false).equals(object.get("additionalProperties"))
                && object.object("properties").members().keySet().stream()
                        .allMatch(name -> required.contains(Json.of(name)));
    }
}
