package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/**
 * The other side sent something that is not what Bedrock speaks: a broken frame, JSON that is none,
 * a web page.
 */
public final class ProtocolException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public ProtocolException(String what, Facts facts) {
        this(what, facts, null);
    }

    public ProtocolException(String what, Facts facts, @Nullable Throwable cause) {
        super(what, facts, cause);
    }

    @Override
    BedrockException copy(Facts facts, @Nullable Throwable cause) {
        return new ProtocolException(what(), facts, cause);
    }
}
