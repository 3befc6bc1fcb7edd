package dev.outcrop.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * Amazon's event stream, message by message, with both checksums.
 *
 * @see <a href="https://docs.aws.amazon.com/transcribe/latest/dg/event-stream.html">its format</a>
 */
public final class EventMessage {
    private static final byte STRING = 7;

    private EventMessage() {}

    /** A whole message. */
    public static byte[] of(byte[] headers, byte[] payload) {
        int length = 12 + headers.length + payload.length + 4;
        ByteBuffer message = ByteBuffer.allocate(length);
        message.put(prelude(length, headers.length)).put(headers).put(payload);
        return message.putInt(checksum(message, length - 4)).array();
    }

    /** The beginning of a message that says that it has these lengths. */
    public static byte[] prelude(int length, int headersLength) {
        ByteBuffer prelude = ByteBuffer.allocate(12).putInt(length).putInt(headersLength);
        return prelude.putInt(checksum(prelude, 8)).array();
    }

    /** A header whose value is a string. */
    public static byte[] header(String name, String value) {
        byte[] n = name.getBytes(UTF_8);
        byte[] v = value.getBytes(UTF_8);
        return ByteBuffer.allocate(1 + n.length + 3 + v.length)
                .put((byte) n.length)
                .put(n)
                .put(STRING)
                .putShort((short) v.length)
                .put(v)
                .array();
    }

    private static int checksum(ByteBuffer message, int length) {
        var crc = new CRC32();
        crc.update(message.duplicate().position(0).limit(length));
        return (int) crc.getValue();
    }
}
