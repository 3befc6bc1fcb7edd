package dev.outcrop.internal.chat;

import dev.outcrop.internal.extract.AnswerForm;
import dev.outcrop.internal.extract.CompletedParts;
import dev.outcrop.json.Json;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.JsonType;
import dev.outcrop.schema.MismatchException;

import org.jspecify.annotations.Nullable;

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

    /**
     * Returns the value of a part of an answer, without what has begun and does not fit yet; null
     * if nothing of it fits.
     *
     * @param part as the model wrote it so far
     */
    public @Nullable T read(CompletedParts part) {
        for (Json json = part.json(); json != null; json = part.shorter()) {
            try {
                return read(form.fitted(json));
            } catch (MismatchException e) {
                // its last part may not be complete
            }
        }
        return null;
    }

    T read(Json json) {
        return reading.apply(json);
    }
}
