package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/**
 * Bedrock failed, or failed in a way that has no exception of its own; {@link ErrorDetails#code()}
 * has its name.
 */
public final class ServiceException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public ServiceException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public ServiceException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new ServiceException(what(), details, cause);
    }
}
