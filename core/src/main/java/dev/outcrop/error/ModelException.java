package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** Thrown when the model failed, or its output is not an answer. */
public final class ModelException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public ModelException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public ModelException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new ModelException(what(), details, cause);
    }
}
