package dev.outcrop.internal.extract;

import dev.outcrop.json.Json;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.MismatchException;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The form that an answer is to have. Models can only be asked for objects; what is none is asked
 * for as the one member of an object.
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
     * What a schema describes.
     *
     * @param name of the type, in any words
     */
    public static AnswerForm of(JsonSchema schema, String name) {
        String taken = name.replaceAll("[^a-zA-Z0-9_-]+", "_").replaceAll("^_+|_+$", "");
        String bounded = taken.length() > LONGEST_NAME ? taken.substring(0, LONGEST_NAME) : taken;
        return new AnswerForm(schema, bounded.isEmpty() ? "answer" : bounded);
    }

    /** The schema that the model is asked for, in full; null for any JSON. */
    @Nullable JsonSchema asked() {
        return asked;
    }

    String name() {
        return name;
    }

    @Nullable String description() {
        return schema == null ? null : schema.json().string("description");
    }

    /** What is there of the value, of an answer or a part of one; null where it has not begun. */
    public @Nullable Json unwrapped(Json answer) {
        if (!wrapped) {
            return answer;
        }
        return answer instanceof Json.Obj object ? object.get(MEMBER) : null;
    }

    /**
     * The value of an answer, as the schema asks for it.
     *
     * @throws MismatchException if it is none
     */
    public Json value(Json answer) {
        Json meant = meant(answer);
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

    /** Whether a part of an answer may be one of what is asked for: an object, or any JSON. */
    boolean mayBecome(Json part) {
        return asked == null || part instanceof Json.Obj;
    }

    /** The value of a whole answer, as the model wrote it. */
    Json meant(Json answer) {
        Json value = unwrapped(answer);
        return value == null || isBare(answer) ? answer : value;
    }

    /** Whether an answer has a value as the schema asks for it. */
    boolean fits(Json answer) {
        try {
            value(answer);
            return true;
        } catch (MismatchException e) {
            return false;
        }
    }

    /** Some models give the value without the object around it. */
    private static boolean isBare(Json answer) {
        return answer instanceof Json.Obj object && object.members().size() > 1;
    }
}
