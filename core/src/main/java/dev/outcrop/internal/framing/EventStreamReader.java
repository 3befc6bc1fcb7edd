package dev.outcrop.internal.framing;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.StreamTruncatedException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * Reads {@code application/vnd.amazon.eventstream} frames from a blocking stream. For one thread.
 * The caller closes the stream.
 *
 * <p>A frame is a prelude (length of the frame, length of its headers, checksum of the two), the
 * headers, the payload, and a checksum of everything before it. Nothing of a frame is used before
 * both checksums are verified, and no memory is allocated for bytes that have not arrived.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon event stream
 *     specification</a>
 */
public final class EventStreamReader {
    /** The default maximum length of a frame: 24 MiB of payload and 128 KiB of headers. */
    public static final int DEFAULT_MAX_FRAME = (24 << 20) + (128 << 10) + 16;

    /** Bytes before the headers: two lengths and their checksum. */
    static final int PRELUDE = 12;

    /** Bytes of a frame that are neither headers nor payload. */
    static final int OVERHEAD = 16;

    private static final int CHECKSUM = 4;
    private static final int MAX_HEADERS = 128 << 10;

    private final InputBuffer intake;
    private final int maxFrameBytes;
    private final CRC32 crc = new CRC32();
    private final EventFrame frame = new EventFrame();

    /** Length of the frame that was returned last and is still in the buffer. */
    private int returned;

    /**
     * Creates a reader of a response body.
     *
     * @param maxFrameBytes longer frames are rejected; {@link #DEFAULT_MAX_FRAME} is the limit of
     *     AWS's services
     */
    public EventStreamReader(InputStream in, int maxFrameBytes) {
        if (maxFrameBytes < OVERHEAD) {
            throw new IllegalArgumentException(
                    "maxFrameBytes must be at least " + OVERHEAD + ": " + maxFrameBytes);
        }
        this.intake = new InputBuffer(in, maxFrameBytes);
        this.maxFrameBytes = maxFrameBytes;
    }

    /**
     * Returns the next frame, or null if the stream ended after a complete one. Blocks until the
     * frame has arrived. The frame is valid until the next call.
     *
     * @throws ProtocolException if the bytes are not a frame, with the position and what was
     *     expected
     * @throws StreamTruncatedException if the stream ended within a frame
     * @throws IOException thrown by the stream, unchanged
     */
    public @Nullable EventFrame next() throws IOException {
        intake.take(returned);
        returned = 0;
        if (!arrived(PRELUDE)) {
            if (intake.size() == 0) {
                return null;
            }
            throw truncated(PRELUDE, 0);
        }
        crc.reset();
        requireChecksum(0, PRELUDE - CHECKSUM, "prelude");
        int length = checkedLength(intAt(0), intAt(4));
        int headersLength = intAt(4);
        if (!arrived(length)) {
            throw truncated(length, headersLength);
        }
        requireChecksum(PRELUDE - CHECKSUM, length - CHECKSUM, "frame");
        frame.set(intake.bytes(), intake.start(), headersLength, length, intake.position());
        returned = length;
        return frame;
    }

    /** Returns the number of bytes of all frames returned so far. */
    public long offset() {
        return intake.position() + returned;
    }

    private boolean arrived(int count) throws IOException {
        while (intake.size() < count) {
            if (!intake.read(count)) {
                return false;
            }
        }
        return true;
    }

    /** Both lengths are unsigned in the stream. */
    private int checkedLength(int length, int headersLength) {
        if (Integer.compareUnsigned(length, OVERHEAD) < 0
                || Integer.compareUnsigned(length, maxFrameBytes) > 0) {
            throw broken(
                    0,
                    "a frame of " + OVERHEAD + " to " + maxFrameBytes + " bytes",
                    "one of " + Integer.toUnsignedString(length));
        }
        int most = Math.min(length - OVERHEAD, MAX_HEADERS);
        if (Integer.compareUnsigned(headersLength, most) > 0) {
            throw broken(
                    4,
                    "headers of at most " + most + " bytes in a frame of " + length,
                    Integer.toUnsignedString(headersLength));
        }
        return length;
    }

    /**
     * Verifies the checksum of the bytes up to an index; those before {@code from} are summed
     * already.
     */
    private void requireChecksum(int from, int to, String what) {
        crc.update(intake.bytes(), intake.start() + from, to - from);
        if ((int) crc.getValue() != intAt(to)) {
            throw broken(
                    to,
                    "the checksum of the " + what + " to be " + hex((int) crc.getValue()),
                    hex(intAt(to)));
        }
    }

    private int intAt(int offset) {
        byte[] bytes = intake.bytes();
        int at = intake.start() + offset;
        return (bytes[at] << 24)
                | ((bytes[at + 1] & 0xFF) << 16)
                | ((bytes[at + 2] & 0xFF) << 8)
                | (bytes[at + 3] & 0xFF);
    }

    private StreamTruncatedException truncated(int length, int headersLength) {
        int size = intake.size();
        int headersEnd = PRELUDE + headersLength;
        int payloadEnd = length - CHECKSUM;
        String arrived;
        if (size < PRELUDE) {
            arrived = partial(size, PRELUDE, "prelude");
        } else if (size < headersEnd) {
            arrived = partial(size - PRELUDE, headersLength, "headers");
        } else if (size < payloadEnd) {
            arrived = partial(size - headersEnd, payloadEnd - headersEnd, "payload");
        } else {
            arrived = partial(size - payloadEnd, CHECKSUM, "checksum");
        }
        return new StreamTruncatedException(
                "The event stream ended at byte "
                        + (intake.position() + size)
                        + ", within a frame: of its "
                        + arrived
                        + " had arrived.",
                ErrorDetails.NONE.withRetryable(true));
    }

    private static String partial(int size, int length, String part) {
        return part + " " + size + " of " + length + " bytes";
    }

    private ProtocolException broken(int offset, String expected, String found) {
        return new ProtocolException(
                "The event stream is broken at byte "
                        + (intake.position() + offset)
                        + ": expected "
                        + expected
                        + ", found "
                        + found
                        + ".",
                ErrorDetails.NONE);
    }

    private static String hex(int checksum) {
        return "0x" + HexFormat.of().toHexDigits(checksum);
    }
}
