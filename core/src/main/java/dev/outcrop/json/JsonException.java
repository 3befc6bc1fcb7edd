package dev.outcrop.json;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when text is not JSON, JSON is not what was expected at that position, or a {@link
 * Json.Limits limit} is exceeded.
 *
 * <p>The message says what was expected and where; it never quotes the text itself, which may be a
 * prompt or a secret.
 */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean beyondLimits;

    public JsonException(String message) {
        this(message, null);
    }

    public JsonException(String message, @Nullable Throwable cause) {
        super(message, cause);
        beyondLimits = false;
    }

    private JsonException(String message, boolean beyondLimits) {
        super(message);
        this.beyondLimits = beyondLimits;
    }

    static JsonException beyondLimits(String message) {
        return new JsonException(message, true);
    }

    /** Whether a {@link Json.Limits limit} was exceeded, so that the text may still be JSON. */
    public boolean isBeyondLimits() {
        return beyondLimits;
    }
}
