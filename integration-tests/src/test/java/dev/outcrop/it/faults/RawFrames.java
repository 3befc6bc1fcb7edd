package dev.outcrop.it.faults;

import dev.outcrop.local.wire.Frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Frames that no server should send, with right checksums. */
final class RawFrames {
    private RawFrames() {}

    /** The beginning of a frame that says it has these lengths. */
    static byte[] prelude(int length, int headersLength) {
        ByteBuffer out = ByteBuffer.allocate(12).putInt(length).putInt(headersLength);
        return out.putInt(checksum(out.array(), 8)).array();
    }

    static byte[] frame(byte[] headers, String payload) {
        byte[] body = payload.getBytes(StandardCharsets.UTF_8);
        int length = 16 + headers.length + body.length;
        ByteBuffer out = ByteBuffer.allocate(length);
        out.put(prelude(length, headers.length)).put(headers).put(body);
        return out.putInt(checksum(out.array(), length - 4)).array();
    }

    /** An event whose headers are of every type that the format has. */
    static byte[] withAllHeaderTypes(String eventType, Frame event) {
        var headers = new ByteArrayOutputStream();
        header(headers, "true", 0);
        header(headers, "false", 1);
        header(headers, "byte", 2, 1);
        header(headers, "short", 3, 1, 2);
        header(headers, "int", 4, 1, 2, 3, 4);
        header(headers, "long", 5, 1, 2, 3, 4, 5, 6, 7, 8);
        header(headers, "bytes", 6, 0, 2, 1, 2);
        header(headers, "time", 8, 1, 2, 3, 4, 5, 6, 7, 8);
        header(headers, "uuid", 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
        string(headers, ":event-type", eventType);
        string(headers, ":message-type", "event");
        String payload = new String(event.payload().toArray(), StandardCharsets.UTF_8);
        return frame(headers.toByteArray(), payload);
    }

    private static void string(ByteArrayOutputStream out, String name, String value) {
        header(out, name, 7, value.length() >> 8, value.length() & 0xFF);
        out.writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    private static void header(ByteArrayOutputStream out, String name, int type, int... value) {
        out.write(name.length());
        out.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        out.write(type);
        for (int b : value) {
            out.write(b);
        }
    }

    private static int checksum(byte[] bytes, int length) {
        var crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
