package dev.outcrop.error;

import dev.outcrop.schema.JsonSchema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Thrown when the model's answer is complete but does not have the requested form. {@link
 * ErrorDetails#partial()} is the answer.
 */
public final class StructuredOutputException extends BedrockException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable List<JsonSchema.Violation> errors;

    public StructuredOutputException(
            String what,
            ErrorDetails details,
            @Nullable Throwable cause,
            List<JsonSchema.Violation> errors) {
        super(what, details, cause);
        this.errors = List.copyOf(errors);
    }

    /** Returns what is wrong with the answer, and where. */
    public List<JsonSchema.Violation> errors() {
        return errors == null ? List.of() : errors; // null only after deserialization
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new StructuredOutputException(what(), details, cause, errors());
    }
}
