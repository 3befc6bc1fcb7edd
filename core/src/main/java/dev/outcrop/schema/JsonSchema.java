package dev.outcrop.schema;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A JSON schema. Immutable, for any number of threads.
 *
 * <p>Of the drafts 4 to 2020-12, as its {@code $schema} says; without one, 2020-12. It must be
 * whole: references lead only into the schema itself, and nothing is ever fetched. Regular
 * expressions are those of ECMAScript, with the flag {@code u}.
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
     * A schema of text.
     *
     * @throws JsonException if the text is no JSON
     * @throws IllegalArgumentException as {@link #of(Json)}
     */
    public static JsonSchema parse(String text) {
        return of(Json.parse(text));
    }

    /**
     * A schema of JSON.
     *
     * <p>{@code true} becomes the schema <code>{}</code>, and {@code false} the schema <code>
     * {"not":{}}</code>.
     *
     * @throws IllegalArgumentException if the JSON is no object and no boolean, no schema, has
     *     references that lead out of it, or regular expressions that Java has no equal of
     */
    public static JsonSchema of(Json json) {
        if (json instanceof Json.Bool bool) {
            return generated(bool.value() ? Json.EMPTY : Json.EMPTY.with("not", Json.EMPTY));
        }
        if (!(json instanceof Json.Obj object)) {
            throw new IllegalArgumentException("a JSON schema is an object or a boolean");
        }
        return new JsonSchema(object, Deep.walk(object, () -> SchemaRules.checked(object)));
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
     * What of a piece of JSON is against this schema: nothing, or the faults, the first 20 of many.
     * {@code format} and {@code contentEncoding} are not checked. Bounded for hostile values. Deep
     * values are checked on a thread of their own, which this waits for.
     */
    public List<Violation> validate(Json value) {
        return Deep.walk(json, value, () -> checker().check(value));
    }

    private SchemaValidator checker() {
        SchemaValidator made = checker;
        if (made == null) {
            made = SchemaValidator.trusting(json);
            checker = made;
        }
        return made;
    }

    /** With references that are JSON pointers into it. */
    private Json.Obj local() {
        Json.Obj made = local;
        if (made == null) {
            made = Deep.walk(json, () -> SchemaIndex.of(json).local());
            local = made;
        }
        return made;
    }

    /**
     * The JSON as this schema asks for it, where it plainly says the same. Models write {@code
     * "12"} for 12. What cannot be fitted stays as it is, for {@link #validate(Json)} to find:
     *
     * <ul>
     *   <li>a string that is a number, {@code true} or {@code false}, or the JSON of an object or
     *       an array becomes that, where no string is wanted; a number or a boolean becomes a
     *       string, where only that is wanted;
     *   <li>a constant of an enum is found whatever the case of its letters;
     *   <li>null for a member that may be left out, and a member that an object is closed against,
     *       are left out;
     *   <li>one value where an array is wanted becomes an array of it, and an array of one becomes
     *       its element, where no array is wanted.
     * </ul>
     */
    public Json fitted(Json value) {
        return Deep.walk(json, value, () -> new Coercion(local()).fit(value));
    }

    /**
     * This schema as a model can be held to it while it writes: with {@code strict} tools, and as
     * {@code outputConfig}. All objects are closed; what cannot be held to, such as {@code minimum}
     * or {@code pattern}, is written into the description, so that the model knows of it.
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
                    "no model can be held to this schema: "
                            + outcome.faults().stream()
                                    .map(Violation::toString)
                                    .collect(Collectors.joining("; ")));
        }
        return generated(outcome.schema());
    }

    /**
     * Why no model can be held to this schema: it holds itself, is nested too deeply or too large,
     * has members whose names are data, values that may be anything, or too many choices. Nothing,
     * where it can.
     */
    public List<Violation> strictFaults() {
        return StrictSchema.of(local()).faults();
    }

    /**
     * The schema of an object whose one member, which is required, is of this schema. References
     * are JSON pointers in it, and it has no {@code $id}.
     */
    public JsonSchema asMember(String name) {
        return JsonSchema.of(Deep.walk(json, () -> Wrapping.in(name, local())));
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

    /** The schema as JSON text. */
    @Override
    public String toString() {
        return json.toString();
    }

    /**
     * What is wrong with a piece of JSON, and where.
     *
     * @param path a JSON pointer: {@code /people/0/age}; empty for the whole. Of a very long one,
     *     the last part
     * @param what in a few words; it may go to the model, and quotes no value of the JSON
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

        /** As in {@code /people/0/age: is a string, not a number}. */
        @Override
        public String toString() {
            return path.isEmpty() ? what : path + ": " + what;
        }
    }
}
