package dev.outcrop.internal.protocol.vendor;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.ConverseRequest.OutputConfig;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** JSON schemas of answers. */
public final class AnswerSchemas {
    private AnswerSchemas() {}

    /**
     * Parses the schema.
     *
     * @throws ValidationException if the text is not JSON
     */
    public static Json parsed(OutputConfig.JsonSchemaFormat format) {
        try {
            return Json.parse(format.schema());
        } catch (JsonException e) {
            throw new ValidationException(
                    "The schema of the answer is not JSON: " + e.getMessage(),
                    ErrorDetails.NONE.withRemedy("Pass a JSON schema as text."),
                    e);
        }
    }

    /**
     * Returns the schema in the format of both of OpenAI's APIs. It is marked as strict only if
     * OpenAI supports that for the schema: every object closed, every property required.
     */
    public static Json.Obj ofOpenAi(OutputConfig.JsonSchemaFormat format) {
        Json schema = parsed(format);
        return new JsonFields()
                .put("name", format.name() == null ? "answer" : format.name())
                .put("description", format.description())
                .put("schema", schema)
                .put("strict", isStrict(schema) ? Boolean.TRUE : null)
                .putAll(VendorMembers.CHAT.written(format.more()))
                .json();
    }

    /** Without recursion, because the caller's stack may be small. */
    private static boolean isStrict(Json schema) {
        var left = new ArrayDeque<Json>();
        left.push(schema);
        while (!left.isEmpty()) {
            Json next = left.pop();
            if (next instanceof Json.Obj object) {
                if (!isClosed(object)) {
                    return false;
                }
                object.members().values().forEach(left::push);
            } else if (next instanceof Json.Arr(List<Json> elements)) {
                elements.forEach(left::push);
            }
        }
        return true;
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
