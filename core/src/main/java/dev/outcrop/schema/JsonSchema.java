package dev.outcrop.schema;

import dev.outcrop.internal.schema.Coercion;
import dev.outcrop.internal.schema.DeepWalk;
import dev.outcrop.internal.schema.ObjectWrapping;
import dev.outcrop.internal.schema.SchemaIndex;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A JSON schema. Immutable, safe for any number of threads.
 *
 * <p>Drafts 4 to 2020-12 are supported, selected by {@code $schema}; the default is 2020-12. It
 * must be self-contained: references may only refer to the schema itself, and nothing is ever
 * fetched. Regular expressions are those of ECMAScript, with the flag {@code u}.
 *
 * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema 2020-12</a>
 */
public final class JsonSchema {
    private final Json.Obj json;
    private volatile @Nullable SchemaValidator checker;
    private volatile Json.@Nullable Obj local;

    private JsonSchema(Json.Obj json, @Nullable SchemaValidator checker) {
        this.json = json;
        this.checker = checker;
    }

    /**
     * Parses a schema.
     *
     * @throws JsonException if the text is not JSON
     * @throws IllegalArgumentException as {@link #of(Json)}
     */
    public static JsonSchema parse(String text) {
        return of(Json.parse(text));
    }

    /**
     * Returns a schema of JSON.
     *
     * <p>{@code true} becomes the schema <code>{}</code>, and {@code false} the schema <code>
     * {"not":{}}</code>.
     *
     * @throws IllegalArgumentException if the JSON is neither an object nor a boolean, is not a
     *     schema, has external references, or regular expressions that have no equivalent in Java
     */
    public static JsonSchema of(Json json) {
        if (json instanceof Json.Bool bool) {
            return generated(bool.value() ? Json.EMPTY : Json.EMPTY.with("not", Json.EMPTY));
        }
        if (!(json instanceof Json.Obj object)) {
            throw new IllegalArgumentException("a JSON schema must be an object or a boolean");
        }
        return new JsonSchema(object, DeepWalk.walk(object, () -> SchemaRules.checked(object)));
    }

    /**
     * Returns the schema of a Java type.
     *
     * @throws IllegalArgumentException as {@link JsonType#of(Class)}
     */
    public static JsonSchema of(Class<?> type) {
        return JsonType.of(type).schema();
    }

    /**
     * Returns the schema of a Java type.
     *
     * @throws IllegalArgumentException as {@link JsonType#of(Class)}
     */
    public static JsonSchema of(TypeRef<?> type) {
        return JsonType.of(type).schema();
    }

    static JsonSchema generated(Json.Obj json) {
        return new JsonSchema(json, null);
    }

    public Json.Obj json() {
        return json;
    }

    /**
     * Validates JSON and returns the errors, at most the first 20; empty if there are none. {@code
     * format} and {@code contentEncoding} are not checked. The cost is bounded for hostile values.
     * DeepWalk values are checked on a separate thread; this method waits for it.
     */
    public List<Violation> validate(Json value) {
        return DeepWalk.walk(json, value, () -> checker().check(value));
    }

    private SchemaValidator checker() {
        SchemaValidator made = checker;
        if (made == null) {
            made = SchemaValidator.trusting(json);
            checker = made;
        }
        return made;
    }

    /** The schema with references that are JSON pointers into it. */
    private Json.Obj local() {
        Json.Obj made = local;
        if (made == null) {
            made = DeepWalk.walk(json, () -> SchemaIndex.of(json).local());
            local = made;
        }
        return made;
    }

    /**
     * Converts JSON to the form that this schema asks for, if the meaning is clear: models write
     * {@code "12"} for 12. Values that cannot be converted stay unchanged, and are reported by
     * {@link #validate(Json)}:
     *
     * <ul>
     *   <li>a string that is a number, {@code true} or {@code false}, or the JSON of an object or
     *       an array becomes that value, if the schema does not allow a string; a number or a
     *       boolean becomes a string, if the schema allows only that;
     *   <li>a constant of an enum is matched ignoring case;
     *   <li>null for an optional member, and a member that a closed object does not allow, are
     *       removed;
     *   <li>one value where an array is wanted becomes an array of it, and an array of one becomes
     *       its element, if the schema does not allow an array.
     * </ul>
     */
    public Json fitted(Json value) {
        return DeepWalk.walk(json, value, () -> new Coercion(local()).fit(value));
    }

    /**
     * Returns this schema in the form that constrains a model's output: for {@code strict} tools
     * and {@code outputConfig}. All objects are closed; unsupported keywords, such as {@code
     * minimum} or {@code pattern}, are moved to the description, so that the model can read them.
     *
     * @throws IllegalArgumentException if {@link #strictFaults()} are not empty
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html">Get
     *     validated JSON results from models</a>
     */
    public JsonSchema strict() {
        StrictSchema.Outcome outcome = StrictSchema.of(local());
        if (!outcome.faults().isEmpty()) {
            throw new IllegalArgumentException(
                    "no model's output can be constrained to this schema: "
                            + outcome.faults().stream()
                                    .map(Violation::toString)
                                    .collect(Collectors.joining("; ")));
        }
        return generated(outcome.schema());
    }

    /**
     * Returns why no model can be constrained to this schema: it is recursive, too deep or too
     * large, has members whose names are data, values of any type, or too many choices. Empty if
     * there is no such reason.
     */
    public List<Violation> strictFaults() {
        return StrictSchema.of(local()).faults();
    }

    /**
     * Returns the schema of an object whose only member, which is required, has this schema.
     * References are JSON pointers in it, and it has no {@code $id}.
     */
    public JsonSchema asMember(String name) {
        return JsonSchema.of(DeepWalk.walk(json, () -> ObjectWrapping.in(name, local())));
    }

    /** Whether every value of this schema is an object, as a tool's input must be. */
    public boolean isObject() {
        return "object".equals(json.string("type"));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonSchema that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** Returns the schema as JSON text. */
    @Override
    public String toString() {
        return json.toString();
    }

    /**
     * An error in JSON, and its position.
     *
     * @param path a JSON pointer: {@code /people/0/age}; empty for the whole. Of a very long one,
     *     the last part
     * @param what in a few words; it may be sent to the model, and quotes no value of the JSON
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901, JSON Pointer</a>
     */
    public record Violation(String path, String what) {
        private static final int LONGEST_PATH = 200;
        private static final int LONGEST = 300;

        public Violation {
            if (path.length() > LONGEST_PATH) {
                path = "…" + path.substring(path.length() - LONGEST_PATH + 1);
            }
            if (what.length() > LONGEST) {
                what = what.substring(0, LONGEST - 1) + "…";
            }
        }

        /** Returns, for example, {@code /people/0/age: is a string, not a number}. */
        @Override
        public String toString() {
            return path.isEmpty() ? what : path + ": " + what;
        }
    }
}
