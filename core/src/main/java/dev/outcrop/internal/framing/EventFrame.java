package dev.outcrop.internal.framing;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;

import org.jspecify.annotations.Nullable;

/**
 * One frame of an event stream: a view on the bytes of the {@link EventStreamReader} that returned
 * it, valid until that reader is asked for the next one. Its checksums were right and its headers
 * well formed.
 */
public final class EventFrame {
    private final EventHeaders headers = new EventHeaders();
    private byte[] bytes = {};
    private int payloadOffset;
    private int payloadLength;
    private long position;

    EventFrame() {}

    void set(byte[] bytes, int start, int headersLength, int length, long position) {
        this.bytes = bytes;
        this.position = position;
        payloadOffset = start + EventStreamReader.PRELUDE + headersLength;
        payloadLength = length - EventStreamReader.OVERHEAD - headersLength;
        headers.read(bytes, start + EventStreamReader.PRELUDE, payloadOffset, position - start);
    }

    /**
     * The value of the string header of that name; null where there is none, or of another type.
     */
    public @Nullable String header(String name) {
        return headers.string(name);
    }

    /**
     * What kind of frame this is: {@code event}, {@code exception} (of the service's model) or
     * {@code error} (any other).
     *
     * @throws ProtocolException if the frame does not say, or says something else
     */
    public String messageType() {
        String type = header(KnownHeaders.MESSAGE_TYPE);
        if (type != null
                && (type.equals(KnownHeaders.EVENT)
                        || type.equals(KnownHeaders.EXCEPTION)
                        || type.equals(KnownHeaders.ERROR))) {
            return type;
        }
        throw new ProtocolException(
                "The event stream is broken in the frame at byte "
                        + position
                        + ": expected the header :message-type to be event, exception or error, found "
                        + (type == null ? "no such string" : "something else")
                        + ".",
                ErrorDetails.NONE);
    }

    /** Which event, such as {@code contentBlockDelta}. */
    public @Nullable String eventType() {
        return header(KnownHeaders.EVENT_TYPE);
    }

    /** Which exception, such as {@code throttlingException}. */
    public @Nullable String exceptionType() {
        return header(KnownHeaders.EXCEPTION_TYPE);
    }

    /** What the payload is, such as {@code application/json}. */
    public @Nullable String contentType() {
        return header(KnownHeaders.CONTENT_TYPE);
    }

    /** The code of an {@code error} frame. */
    public @Nullable String errorCode() {
        return header(KnownHeaders.ERROR_CODE);
    }

    /** What an {@code error} frame says to a person. */
    public @Nullable String errorMessage() {
        return header(KnownHeaders.ERROR_MESSAGE);
    }

    /**
     * The reader's own array, to be read only between {@link #payloadOffset} and the payload's end.
     */
    public byte[] buffer() {
        return bytes;
    }

    /** Where in {@link #buffer} the payload begins. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** How many bytes the payload has; may be 0. */
    public int payloadLength() {
        return payloadLength;
    }

    /** Where in the stream this frame begins, in bytes. */
    public long position() {
        return position;
    }

    public EventHeaders headers() {
        return headers;
    }
}
