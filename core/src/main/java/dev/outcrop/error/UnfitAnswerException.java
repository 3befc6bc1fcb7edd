package dev.outcrop.error;

import dev.outcrop.schema.SchemaError;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The model's answer is whole, and is not of the form that was asked for, or is in no form at all.
 * {@link Facts#partial()} is the answer.
 */
public final class UnfitAnswerException extends BedrockException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable List<SchemaError> errors;

    public UnfitAnswerException(
            String what, Facts facts, @Nullable Throwable cause, List<SchemaError> errors) {
        super(what, facts, cause);
        this.errors = List.copyOf(errors);
    }

    /** What is wrong with it, and where. */
    public List<SchemaError> errors() {
        return errors == null ? List.of() : errors; // null only after deserialization
    }

    @Override
    BedrockException copy(Facts facts, @Nullable Throwable cause) {
        return new UnfitAnswerException(what(), facts, cause, errors());
    }
}
