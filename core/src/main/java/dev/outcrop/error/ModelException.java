package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** The model failed, or gave something that is not an answer. */
public final class ModelException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public ModelException(String what, Facts facts) {
        this(what, facts, null);
    }

    public ModelException(String what, Facts facts, @Nullable Throwable cause) {
        super(what, facts, cause);
    }

    @Override
    BedrockException copy(Facts facts, @Nullable Throwable cause) {
        return new ModelException(what(), facts, cause);
    }
}
