package dev.outcrop;

import dev.outcrop.extract.Form;
import dev.outcrop.json.Json;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.JsonType;

import java.util.Objects;
import java.util.function.Function;

/** What is extracted: the form that the model is asked for, and the value that becomes of it. */
record ExtractType<T>(Form form, Function<Json, T> reading) {
    static final ExtractType<Json> ANY = new ExtractType<>(Form.ANY, json -> json);

    static ExtractType<Json> of(JsonSchema schema) {
        String title = schema.json().string("title");
        return new ExtractType<>(
                Form.of(schema, Objects.requireNonNullElse(title, "answer")), json -> json);
    }

    static <T> ExtractType<T> of(JsonType<T> type) {
        return new ExtractType<>(Form.of(type.schema(), type.name()), type::read);
    }

    T read(Json json) {
        return reading.apply(json);
    }
}
