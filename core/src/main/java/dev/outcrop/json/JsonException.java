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
    private final String place;

    public JsonException(String message) {
        this(message, null);
    }

    public JsonException(String message, @Nullable Throwable cause) {
        this(message, cause, false, "");
    }

    private JsonException(
            String message, @Nullable Throwable cause, boolean beyondLimits, String place) {
        super(message, cause);
        this.beyondLimits = beyondLimits;
        this.place = place;
    }

    static JsonException beyondLimits(String message) {
        return new JsonException(message, null, true, "");
    }

    /** Whether a {@link Json.Limits limit} was exceeded, so that the text may still be JSON. */
    public boolean isBeyondLimits() {
        return beyondLimits;
    }

    /**
     * Returns this failure of a value inside another one: its message ends with the position, such
     * as {@code (at /turns/3/message)}. Each value around adds its part at the front.
     *
     * @param pointer a JSON pointer (RFC 6901); if empty, this is returned
     */
    public JsonException at(String pointer) {
        if (pointer.isEmpty()) {
            return this;
        }
        String message = String.valueOf(getMessage());
        String what =
                place.isEmpty()
                        ? message
                        : message.substring(0, message.length() - shown(place).length());
        String whole = pointer + place;
        return new JsonException(what + shown(whole), this, beyondLimits, whole);
    }

    private static String shown(String place) {
        return " (at " + place + ")";
    }
}
