package dev.outcrop.local.rules;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.local.internal.schemafill.SchemaFiller;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * JSON that is requested in place of text: by Converse's {@code outputConfig}, by Anthropic's own
 * members, or by a prompt that contains a JSON schema, as clients write it for models that support
 * neither.
 */
final class RequestedJson {
    private static final String SAYS_SO = "json schema";
    private static final String SAYS_A_FORM = "json format:";

    private RequestedJson() {}

    /** Returns JSON that fits the schema; null if none is requested. */
    static @Nullable String of(Prompt prompt) {
        String question = prompt.lastQuestion();
        Json.Obj schema = asked(prompt.body());
        if (schema.isEmpty()) {
            int start = startOfSchema(question, SAYS_SO);
            schema = start < 0 ? Json.EMPTY : beginningOf(question.substring(start));
            if (schema.isEmpty()) {
                start = startOfSchema(question, SAYS_A_FORM);
                schema = start < 0 ? schema : DescribedForm.schema(question.substring(start));
            }
            question = start < 0 ? question : question.substring(0, start);
        }
        return schema.isEmpty()
                ? null
                : new SchemaFiller(schema, Instructions.without(question)).fill().toString();
    }

    private static Json.Obj asked(Json.Obj body) {
        Json ofConverse =
                body.object("outputConfig")
                        .object("textFormat")
                        .object("structure")
                        .object("jsonSchema")
                        .get("schema");
        if (ofConverse instanceof Json.Str(String text)) {
            return parsed(text);
        }
        if (ofConverse instanceof Json.Obj schema) {
            return schema;
        }
        Json.Obj fields = body.object("additionalModelRequestFields");
        Json.Obj format = fields.object("output_config").object("format");
        return format.isEmpty()
                ? fields.object("output_format").object("schema")
                : format.object("schema");
    }

    private static Json.Obj parsed(String text) {
        try {
            if (Json.parse(text) instanceof Json.Obj schema) {
                return schema;
            }
        } catch (JsonException e) {
            // Rejected like any other text that is not a schema.
        }
        throw ServiceError.validation(
                "The model returned the following errors: output_config.format.schema: Input"
                        + " should be a valid JSON schema");
    }

    /** The position of the first brace after the words; negative if there is none. */
    private static int startOfSchema(String text, String words) {
        int said = text.toLowerCase(Locale.ROOT).indexOf(words);
        return said < 0 ? said : text.indexOf('{', said);
    }

    /**
     * The object at the beginning of a text; empty if there is none, or it is not a schema of an
     * object.
     */
    private static Json.Obj beginningOf(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '{') {
                depth++;
            } else if (!quoted && c == '}' && --depth == 0) {
                return schema(text.substring(0, i + 1));
            }
        }
        return Json.EMPTY;
    }

    private static Json.Obj schema(String text) {
        try {
            return Json.parse(text) instanceof Json.Obj object && object.get("properties") != null
                    ? object
                    : Json.EMPTY;
        } catch (JsonException e) {
            return Json.EMPTY;
        }
    }
}
