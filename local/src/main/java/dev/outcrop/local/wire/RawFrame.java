package dev.outcrop.local.wire;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * A frame that may be invalid: its headers are any bytes, and its lengths may be wrong. The
 * checksums match the sent bytes, unless {@link FrameDamage} changes them, so that a reader
 * encounters one fault at a time.
 *
 * @param headers encoded, as by {@link #header}
 * @param totalLength the length in the frame; the actual one if null
 * @param headersLength the length of the headers in the frame; the actual one if null
 */
public record RawFrame(
        Bytes headers,
        Bytes payload,
        @Nullable Integer totalLength,
        @Nullable Integer headersLength,
        FrameDamage damage) {
    /** The types of header values, with the numbers of the format. */
    public static final int STRING = 7;

    private static final int PRELUDE = 12;
    private static final int CRC = 4;
    private static final int LENGTHS = 8;

    /** Returns a frame that is valid except for the given header bytes. */
    public static RawFrame of(Bytes headers, Bytes payload) {
        return new RawFrame(headers, payload, null, null, FrameDamage.NONE);
    }

    /** Returns one header: the length of its name, the name, the type of its value, the value. */
    public static Bytes header(String name, int type, Bytes value) {
        byte[] nameBytes = Bytes.of(name).toArray();
        var out = new ByteArrayOutputStream();
        out.write(nameBytes.length);
        out.writeBytes(nameBytes);
        out.write(type);
        out.writeBytes(value.toArray());
        return Bytes.of(out.toByteArray());
    }

    /** Returns a header whose value is a string, preceded by its length. */
    public static Bytes header(String name, String value) {
        byte[] text = Bytes.of(value).toArray();
        ByteBuffer withLength = ByteBuffer.allocate(2 + text.length);
        withLength.putShort((short) text.length).put(text);
        return header(name, STRING, Bytes.of(withLength.array()));
    }

    /** Returns the concatenation. */
    public static Bytes joined(Bytes... parts) {
        var out = new ByteArrayOutputStream();
        for (Bytes part : parts) {
            out.writeBytes(part.toArray());
        }
        return Bytes.of(out.toByteArray());
    }

    public RawFrame sayingTotalLength(int length) {
        return new RawFrame(headers, payload, length, headersLength, damage);
    }

    public RawFrame sayingHeadersLength(int length) {
        return new RawFrame(headers, payload, totalLength, length, damage);
    }

    public RawFrame with(FrameDamage damage) {
        return new RawFrame(headers, payload, totalLength, headersLength, damage);
    }

    /** Returns the encoded frame. */
    public Bytes encoded() {
        int total = PRELUDE + headers.size() + payload.size() + CRC;
        ByteBuffer out = ByteBuffer.allocate(total);
        out.putInt(totalLength == null ? total : totalLength);
        out.putInt(headersLength == null ? headers.size() : headersLength);
        out.putInt(checksum(out.array(), LENGTHS) ^ (damage == FrameDamage.PRELUDE_CRC ? 1 : 0));
        out.put(headers.toArray()).put(payload.toArray());
        out.putInt(
                checksum(out.array(), total - CRC) ^ (damage == FrameDamage.MESSAGE_CRC ? 1 : 0));
        return Bytes.of(out.array());
    }

    private static int checksum(byte[] bytes, int length) {
        var crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
