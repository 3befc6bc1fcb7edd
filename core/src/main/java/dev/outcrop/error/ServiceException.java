package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/**
 * Bedrock failed, or failed in a way that has no exception of its own; {@link Facts#code()} has its
 * name.
 */
public final class ServiceException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public ServiceException(String what, Facts facts) {
        this(what, facts, null);
    }

    public ServiceException(String what, Facts facts, @Nullable Throwable cause) {
        super(what, facts, cause);
    }

    @Override
    BedrockException copy(Facts facts, @Nullable Throwable cause) {
        return new ServiceException(what(), facts, cause);
    }
}
