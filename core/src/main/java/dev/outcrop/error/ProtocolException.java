package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/**
 * The other side sent something that is not what Bedrock speaks: a broken frame, JSON that is none,
 * a web page.
 */
public final class ProtocolException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public ProtocolException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public ProtocolException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new ProtocolException(what(), details, cause);
    }
}
