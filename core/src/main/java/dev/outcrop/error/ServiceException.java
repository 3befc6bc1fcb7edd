package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when Bedrock failed, or returned an error without an exception of its own; {@link
 * ErrorDetails#code()} is its name.
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
