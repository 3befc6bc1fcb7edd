package dev.outcrop.local.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * One message of the format {@code application/vnd.amazon.eventstream}: prelude (two lengths and
 * their checksum), headers, payload, checksum of everything before. Headers keep their order; all
 * are strings, because Bedrock sends no others.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTSelectObjectAppendix.html">the
 *     encoding, as documented for Amazon S3</a>
 */
public record Frame(Map<String, String> headers, Bytes payload) {
    private static final int PRELUDE = 12;
    private static final int CRC = 4;
    private static final byte STRING = 7;

    public Frame {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public static Frame event(Event event) {
        return event(event.type(), event.payload().toString());
    }

    /** Returns an event with any payload, JSON or not. */
    public static Frame event(String type, String payload) {
        return new Frame(headers(":event-type", type, "event"), Bytes.of(payload));
    }

    /**
     * Returns an exception within a stream.
     *
     * @param type as written in a stream: {@code throttlingException}
     */
    public static Frame exception(String type, String payload) {
        return new Frame(headers(":exception-type", type, "exception"), Bytes.of(payload));
    }

    /** Returns an unmodeled error: headers only. */
    public static Frame error(String code, String message) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(":error-code", code);
        headers.put(":error-message", message);
        headers.put(":message-type", "error");
        return new Frame(headers, Bytes.NONE);
    }

    /** Returns the encoded frame. */
    public Bytes encoded() {
        return encoded(FrameDamage.NONE);
    }

    /** Returns the encoded frame with damage. */
    public Bytes encoded(FrameDamage damage) {
        byte[] head = encodedHeaders();
        byte[] body = payload.toArray();
        int total = PRELUDE + head.length + body.length + CRC;
        ByteBuffer out = ByteBuffer.allocate(total);
        out.putInt(total).putInt(head.length);
        out.putInt(checksum(out) ^ (damage == FrameDamage.PRELUDE_CRC ? 1 : 0));
        out.put(head).put(body);
        out.putInt(checksum(out) ^ (damage == FrameDamage.MESSAGE_CRC ? 1 : 0));
        return Bytes.of(out.array());
    }

    private byte[] encodedHeaders() {
        int size = 0;
        for (var header : headers.entrySet()) {
            size += 1 + utf8(header.getKey()).length + 1 + 2 + utf8(header.getValue()).length;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        headers.forEach(
                (name, value) -> {
                    byte[] nameBytes = utf8(name);
                    byte[] valueBytes = utf8(value);
                    out.put((byte) nameBytes.length).put(nameBytes).put(STRING);
                    out.putShort((short) valueBytes.length).put(valueBytes);
                });
        return out.array();
    }

    private static int checksum(ByteBuffer written) {
        var crc = new CRC32();
        crc.update(written.duplicate().flip());
        return (int) crc.getValue();
    }

    private static Map<String, String> headers(String kind, String type, String messageType) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(kind, type);
        headers.put(":content-type", "application/json");
        headers.put(":message-type", messageType);
        return headers;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
