package dev.outcrop.schema;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A JSON schema. Immutable, for any number of threads.
 *
 * <p>Of the drafts 4 to 2020-12, as its {@code $schema} says; without one, 2020-12. It must be
 * whole: references lead only into the schema itself, and nothing is ever fetched.
 *
 * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema 2020-12</a>
 */
public final class JsonSchema {
    private final Json.Obj json;
    private volatile @Nullable Checker checker;

    private JsonSchema(Json.Obj json, @Nullable Checker checker) {
        this.json = json;
        this.checker = checker;
    }

    /**
     * A schema of text.
     *
     * @throws JsonException if the text is no JSON
     * @throws IllegalArgumentException as {@link #of(Json)}
     */
    public static JsonSchema parse(String text) {
        return of(Json.parse(text));
    }

    /**
     * @throws IllegalArgumentException if the JSON is no object, no schema, or has references that
     *     lead out of it
     */
    public static JsonSchema of(Json json) {
        if (!(json instanceof Json.Obj object)) {
            throw new IllegalArgumentException("a JSON schema is an object");
        }
        return new JsonSchema(object, SchemaRules.checked(object));
    }

    /**
     * The schema of a Java type.
     *
     * @throws IllegalArgumentException as {@link JsonType#of(Class)}
     */
    public static JsonSchema of(Class<?> type) {
        return JsonType.of(type).schema();
    }

    /**
     * The schema of a Java type.
     *
     * @throws IllegalArgumentException as {@link JsonType#of(Class)}
     */
    public static JsonSchema of(TypeOf<?> type) {
        return JsonType.of(type).schema();
    }

    static JsonSchema generated(Json.Obj json) {
        return new JsonSchema(json, null);
    }

    public Json.Obj json() {
        return json;
    }

    /**
     * What of a piece of JSON is against this schema: nothing, or the faults, the first 20 of many.
     * {@code format} is not checked. Bounded for hostile values.
     */
    public List<SchemaError> validate(Json value) {
        Checker made = checker;
        if (made == null) {
            made = Checker.trusting(json);
            checker = made;
        }
        return made.check(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonSchema that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** The schema as JSON text. */
    @Override
    public String toString() {
        return json.toString();
    }
}
