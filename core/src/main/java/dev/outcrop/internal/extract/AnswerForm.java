package dev.outcrop.internal.extract;

import dev.outcrop.json.Json;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.MismatchException;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The requested form of an answer. Models can only be asked for objects; any other value is
 * requested as the only member of an object.
 */
public final class AnswerForm {
    /** Any JSON. */
    public static final AnswerForm ANY = new AnswerForm(null, "answer");

    private static final String MEMBER = "value";
    private static final int LONGEST_NAME = 64;

    private final @Nullable JsonSchema schema;
    private final boolean wrapped;
    private final @Nullable JsonSchema asked;
    private final String name;

    private AnswerForm(@Nullable JsonSchema schema, String name) {
        this.schema = schema;
        this.wrapped = schema != null && !schema.isObject();
        this.asked = schema == null || schema.isObject() ? schema : schema.asMember(MEMBER);
        this.name = name;
    }

    /**
     * Returns the form of a schema.
     *
     * @param name of the type, any text
     */
    public static AnswerForm of(JsonSchema schema, String name) {
        String taken = name.replaceAll("[^a-zA-Z0-9_-]+", "_").replaceAll("^_+|_+$", "");
        String bounded = taken.length() > LONGEST_NAME ? taken.substring(0, LONGEST_NAME) : taken;
        return new AnswerForm(schema, bounded.isEmpty() ? "answer" : bounded);
    }

    /** Returns the complete schema for the model; null for any JSON. */
    @Nullable JsonSchema asked() {
        return asked;
    }

    String name() {
        return name;
    }

    @Nullable String description() {
        return schema == null ? null : schema.json().string("description");
    }

    /** Returns the value in an answer or a part of one; null if it has not begun. */
    public @Nullable Json unwrapped(Json answer) {
        if (!wrapped) {
            return answer;
        }
        return answer instanceof Json.Obj object ? object.get(MEMBER) : null;
    }

    /**
     * Returns the value of an answer, converted to the schema.
     *
     * @throws MismatchException if it does not fit
     */
    public Json value(Json answer) {
        return fitted(meant(answer));
    }

    /**
     * Returns a value, converted to the schema.
     *
     * @throws MismatchException if it does not fit
     */
    public Json fitted(Json meant) {
        if (schema == null) {
            return meant;
        }
        Json fitted = schema.fitted(meant);
        List<JsonSchema.Violation> errors = schema.validate(fitted);
        if (!errors.isEmpty()) {
            throw new MismatchException(errors);
        }
        return fitted;
    }

    /** Whether a part of an answer may become a valid one: an object, or any JSON. */
    boolean mayBecome(Json part) {
        return asked == null || part instanceof Json.Obj;
    }

    /** Returns the value of a whole answer, as the model wrote it. */
    Json meant(Json answer) {
        Json value = unwrapped(answer);
        return value == null || isBare(answer) ? answer : value;
    }

    /** Whether an answer has a value that fits the schema. */
    boolean fits(Json answer) {
        try {
            value(answer);
            return true;
        } catch (MismatchException e) {
            return false;
        }
    }

    /** Some models write the value without the object around it. */
    private static boolean isBare(Json answer) {
        return answer instanceof Json.Obj object && object.members().size() > 1;
    }
}
