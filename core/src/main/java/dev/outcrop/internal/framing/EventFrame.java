package dev.outcrop.internal.framing;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;

import org.jspecify.annotations.Nullable;

/**
 * One frame of an event stream: a view of the bytes of the {@link EventStreamReader} that returned
 * it, valid until the next frame is read. Its checksums are correct and its headers well-formed.
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
     * Returns the value of the string header of that name; null if there is none, or it has another
     * type.
     */
    public @Nullable String header(String name) {
        return headers.string(name);
    }

    /**
     * Returns the kind of this frame: {@code event}, {@code exception} (of the service's model) or
     * {@code error} (any other).
     *
     * @throws ProtocolException if the header is missing or has another value
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

    /** Returns the type of the event, such as {@code contentBlockDelta}. */
    public @Nullable String eventType() {
        return header(KnownHeaders.EVENT_TYPE);
    }

    /** Returns the type of the exception, such as {@code throttlingException}. */
    public @Nullable String exceptionType() {
        return header(KnownHeaders.EXCEPTION_TYPE);
    }

    /** Returns the type of the payload, such as {@code application/json}. */
    public @Nullable String contentType() {
        return header(KnownHeaders.CONTENT_TYPE);
    }

    /** Returns the code of an {@code error} frame. */
    public @Nullable String errorCode() {
        return header(KnownHeaders.ERROR_CODE);
    }

    /** Returns the message of an {@code error} frame. */
    public @Nullable String errorMessage() {
        return header(KnownHeaders.ERROR_MESSAGE);
    }

    /**
     * Returns the reader's own array, to be read only between {@link #payloadOffset} and the
     * payload's end.
     */
    public byte[] buffer() {
        return bytes;
    }

    /** Returns the position of the payload in {@link #buffer}. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** Returns the number of bytes of the payload; may be 0. */
    public int payloadLength() {
        return payloadLength;
    }

    /** Returns the position of this frame in the stream, in bytes. */
    public long position() {
        return position;
    }

    public EventHeaders headers() {
        return headers;
    }
}
