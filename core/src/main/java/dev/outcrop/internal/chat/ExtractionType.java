package dev.outcrop.internal.chat;

import dev.outcrop.internal.extract.AnswerForm;
import dev.outcrop.json.Json;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.JsonType;

import java.util.Objects;
import java.util.function.Function;

/** The type to extract: the form requested from the model, and the conversion to the value. */
public record ExtractionType<T>(AnswerForm form, Function<Json, T> reading) {
    public static final ExtractionType<Json> ANY =
            new ExtractionType<>(AnswerForm.ANY, json -> json);

    public static ExtractionType<Json> of(JsonSchema schema) {
        String title = schema.json().string("title");
        return new ExtractionType<>(
                AnswerForm.of(schema, Objects.requireNonNullElse(title, "answer")), json -> json);
    }

    public static <T> ExtractionType<T> of(JsonType<T> type) {
        return new ExtractionType<>(AnswerForm.of(type.schema(), type.name()), type::read);
    }

    T read(Json json) {
        return reading.apply(json);
    }
}
