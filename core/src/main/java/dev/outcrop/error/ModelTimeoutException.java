package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** The model took longer than Bedrock waits for it. */
public final class ModelTimeoutException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public ModelTimeoutException(String what, Facts facts) {
        this(what, facts, null);
    }

    public ModelTimeoutException(String what, Facts facts, @Nullable Throwable cause) {
        super(what, facts, cause);
    }

    @Override
    BedrockException copy(Facts facts, @Nullable Throwable cause) {
        return new ModelTimeoutException(what(), facts, cause);
    }
}
