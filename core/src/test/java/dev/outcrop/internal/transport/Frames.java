package dev.outcrop.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * Writes event-stream frames for tests: right ones, and ones that are wrong in exactly one way.
 * What is wrong has right checksums unless they are what is wrong.
 */
public final class Frames {
    private final ByteArrayOutputStream headers = new ByteArrayOutputStream();
    private byte[] payload = {};
    private @Nullable Integer length;
    private @Nullable Integer headersLength;
    private int preludeChecksumError;
    private int checksumError;

    private Frames() {}

    /** A frame to be described; without headers and payload at first. */
    public static Frames frame() {
        return new Frames();
    }

    /** An event as Bedrock sends it. */
    public static byte[] event(String type, String json) {
        return frame().header(":event-type", type)
                .header(":content-type", "application/json")
                .header(":message-type", "event")
                .payload(json)
                .bytes();
    }

    /** An exception of the service's model. */
    public static byte[] exception(String type, String json) {
        return frame().header(":exception-type", type)
                .header(":content-type", "application/json")
                .header(":message-type", "exception")
                .payload(json)
                .bytes();
    }

    /** An error that the service's model does not know. */
    public static byte[] error(String code, String message) {
        return frame().header(":error-code", code)
                .header(":error-message", message)
                .header(":message-type", "error")
                .bytes();
    }

    /** Frames one after the other. */
    public static byte[] stream(byte[]... frames) {
        var out = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            out.writeBytes(frame);
        }
        return out.toByteArray();
    }

    /**
     * Sets both checksums of the one frame in these bytes right, if it is long enough to have any.
     */
    public static void mendChecksums(byte[] frame, int from, int to) {
        if (to - from < 16) {
            return;
        }
        ByteBuffer view = ByteBuffer.wrap(frame);
        view.putInt(from + 8, checksum(frame, from, from + 8));
        view.putInt(to - 4, checksum(frame, from, to - 4));
    }

    /**
     * Adds a header whose type follows from the value's class: Boolean, Byte, Short, Integer, Long,
     * byte[], String, Instant or UUID.
     */
    public Frames header(String name, Object value) {
        var out = new DataOutputStream(headers);
        byte[] nameBytes = name.getBytes(UTF_8);
        try {
            out.writeByte(nameBytes.length);
            out.write(nameBytes);
            switch (value) {
                case Boolean flag -> out.writeByte(flag ? 0 : 1);
                case Byte number -> {
                    out.writeByte(2);
                    out.writeByte(number);
                }
                case Short number -> {
                    out.writeByte(3);
                    out.writeShort(number);
                }
                case Integer number -> {
                    out.writeByte(4);
                    out.writeInt(number);
                }
                case Long number -> {
                    out.writeByte(5);
                    out.writeLong(number);
                }
                case byte[] bytes -> {
                    out.writeByte(6);
                    out.writeShort(bytes.length);
                    out.write(bytes);
                }
                case String text -> {
                    byte[] bytes = text.getBytes(UTF_8);
                    out.writeByte(7);
                    out.writeShort(bytes.length);
                    out.write(bytes);
                }
                case Instant time -> {
                    out.writeByte(8);
                    out.writeLong(time.toEpochMilli());
                }
                case UUID id -> {
                    out.writeByte(9);
                    out.writeLong(id.getMostSignificantBits());
                    out.writeLong(id.getLeastSignificantBits());
                }
                default -> throw new IllegalArgumentException("no header type for " + value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Adds bytes to the headers as they are. */
    public Frames rawHeaders(int... bytes) {
        Arrays.stream(bytes).forEach(headers::write);
        return this;
    }

    public Frames payload(String text) {
        return payload(text.getBytes(UTF_8));
    }

    public Frames payload(byte[] bytes) {
        payload = bytes;
        return this;
    }

    /** The length that the frame says it has, whatever it has. */
    public Frames saysLength(int length) {
        this.length = length;
        return this;
    }

    /** The length that the frame says its headers have, whatever they have. */
    public Frames saysHeadersLength(int headersLength) {
        this.headersLength = headersLength;
        return this;
    }

    public Frames wrongPreludeChecksum() {
        preludeChecksumError = 1;
        return this;
    }

    public Frames wrongChecksum() {
        checksumError = 1;
        return this;
    }

    public byte[] bytes() {
        byte[] headerBytes = headers.toByteArray();
        int size = 16 + headerBytes.length + payload.length;
        byte[] frame = new byte[size];
        ByteBuffer out = ByteBuffer.wrap(frame);
        out.putInt(length != null ? length : size);
        out.putInt(headersLength != null ? headersLength : headerBytes.length);
        out.putInt(checksum(frame, 0, 8) ^ preludeChecksumError);
        out.put(headerBytes).put(payload);
        out.putInt(checksum(frame, 0, size - 4) ^ checksumError);
        return frame;
    }

    private static int checksum(byte[] bytes, int from, int to) {
        var crc = new CRC32();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }
}
