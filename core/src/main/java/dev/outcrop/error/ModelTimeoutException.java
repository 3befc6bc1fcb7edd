package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** Thrown when the model took longer than Bedrock waits for it. */
public final class ModelTimeoutException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public ModelTimeoutException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public ModelTimeoutException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new ModelTimeoutException(what(), details, cause);
    }
}
