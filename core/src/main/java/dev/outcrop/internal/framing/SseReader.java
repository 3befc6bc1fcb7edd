package dev.outcrop.internal.framing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads {@code text/event-stream} (server-sent events) from a blocking stream. For one thread. The
 * caller closes the stream.
 *
 * <p>Follows the rules of WHATWG: an event without a final blank line is dropped (but see {@link
 * #rest}), comments and unknown fields are ignored, bytes that are not UTF-8 become U+FFFD.
 *
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">
 *     Interpreting an event stream</a>
 */
public final class SseReader {
    /** The default maximum length of an event: 24 MiB, as for a frame of an event stream. */
    public static final int DEFAULT_MAX_EVENT = 24 << 20;

    private static final int LARGEST_MAX_EVENT = 1 << 30;
    private static final int KEPT_DATA = 16 << 10;
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputBuffer intake;
    private final int maxEventBytes;
    private ByteArrayOutputStream data = new ByteArrayOutputStream();
    private boolean hasData;
    private @Nullable String name;
    private boolean afterCarriageReturn;
    private boolean atStart = true;
    private boolean atEnd;

    /**
     * @param maxEventBytes a longer line, or an event with more data, is rejected; at most 1 GiB
     */
    public SseReader(InputStream in, int maxEventBytes) {
        if (maxEventBytes < 1 || maxEventBytes > LARGEST_MAX_EVENT) {
            throw new IllegalArgumentException(
                    "maxEventBytes must be from 1 to " + LARGEST_MAX_EVENT + ": " + maxEventBytes);
        }
        this.intake = new InputBuffer(in, maxEventBytes + 1);
        this.maxEventBytes = maxEventBytes;
    }

    /**
     * Returns the next event, or null at the end of the stream. Blocks until the event is complete,
     * but not for a line feed that may follow its last carriage return.
     *
     * @throws ProtocolException if a line or an event is longer than the limit
     * @throws IOException thrown by the stream, unchanged
     */
    public @Nullable SseEvent next() throws IOException {
        while (!atEnd) {
            int length = line();
            if (length < 0) {
                atEnd = true;
                break;
            }
            int start = intake.start();
            int to = start + length;
            byte[] bytes = intake.bytes();
            afterCarriageReturn = bytes[to] == '\r';
            intake.take(length + 1);
            int from = afterBom(bytes, start, to);
            atStart = false;
            if (from < to) {
                field(bytes, from, to);
            } else {
                SseEvent event = hasData ? new SseEvent(name, data.toString(UTF_8)) : null;
                clear();
                if (event != null) {
                    return event;
                }
            }
        }
        return null;
    }

    /** Whether the stream has ended, and not within a line or an event. */
    public boolean endedCleanly() {
        return atEnd && intake.size() == 0 && !hasData && name == null;
    }

    /**
     * Returns the event in which the stream ended or failed, which WHATWG drops because its blank
     * line is missing. It may be cut at any position; only the reader of its data can tell. To be
     * called once, after {@link #next} has returned null or thrown.
     *
     * @return null if there is no data of such an event
     */
    public @Nullable SseEvent rest() {
        int from = afterBom(intake.bytes(), intake.start(), intake.start() + intake.size());
        int to = intake.start() + intake.size();
        String whole = name;
        if (from < to) {
            field(intake.bytes(), from, to);
        }
        return hasData ? new SseEvent(whole, data.toString(UTF_8)) : null;
    }

    /** The length of the next line, without its end; -1 if the stream ended first. */
    private int line() throws IOException {
        for (int scanned = 0; ; ) {
            if (afterCarriageReturn && intake.size() > 0) {
                afterCarriageReturn = false;
                if (intake.bytes()[intake.start()] == '\n') {
                    intake.take(1);
                }
            }
            byte[] bytes = intake.bytes();
            int start = intake.start();
            int size = intake.size();
            for (; scanned < size; scanned++) {
                byte b = bytes[start + scanned];
                if (b == '\n' || b == '\r') {
                    return scanned;
                }
            }
            if (size > maxEventBytes) {
                throw tooLong("line");
            }
            if (!intake.read(size + 1)) {
                return -1;
            }
        }
    }

    private void field(byte[] bytes, int from, int to) {
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, to);
        if (value < to && bytes[value] == ' ') {
            value++;
        }
        switch (new String(bytes, from, Math.min(colon - from, 8), UTF_8)) {
            case "data" -> data(bytes, value, to);
            case "event" -> name = value == to ? null : new String(bytes, value, to - value, UTF_8);
            default -> {} // a comment, id, retry, or a field of a later version
        }
    }

    private void data(byte[] bytes, int from, int to) {
        if (hasData) {
            data.write('\n');
        }
        hasData = true;
        if (to - from > maxEventBytes - data.size()) {
            throw tooLong("event");
        }
        data.write(bytes, from, to - from);
    }

    private void clear() {
        if (data.size() > KEPT_DATA) {
            data = new ByteArrayOutputStream();
        } else {
            data.reset();
        }
        hasData = false;
        name = null;
    }

    private int afterBom(byte[] bytes, int from, int to) {
        boolean isBom =
                atStart
                        && to - from >= BOM.length
                        && Arrays.equals(bytes, from, from + BOM.length, BOM, 0, BOM.length);
        return isBom ? from + BOM.length : from;
    }

    private ProtocolException tooLong(String what) {
        return new ProtocolException(
                "The stream of server-sent events is broken at byte "
                        + intake.position()
                        + ": expected at most "
                        + maxEventBytes
                        + " bytes in one "
                        + what
                        + ", found more.",
                ErrorDetails.NONE);
    }
}
