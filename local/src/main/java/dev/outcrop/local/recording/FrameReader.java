package dev.outcrop.local.recording;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.local.wire.Bytes;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the messages of a recorded event stream, without a check of their checksums. */
final class FrameReader {
    private static final int PRELUDE = 12;
    private static final int CRC = 4;

    /** The sizes of values by type; of those with a length, -1. */
    private static final int[] SIZES = {0, 0, 1, 2, 4, 8, -1, -1, 8, 16};

    private static final int TEXT = 7;

    /**
     * One message.
     *
     * @param headers those that are texts
     * @param payload empty if it is not a JSON object
     */
    record Message(Map<String, String> headers, Json.Obj payload) {
        /** Returns a header; empty if it has none of this name. */
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private FrameReader() {}

    /** Returns the complete messages of a body; those before the first that cannot be read. */
    static List<Message> messages(Bytes body) {
        List<Message> messages = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(body.toArray());
        try {
            while (in.remaining() >= PRELUDE + CRC) {
                int length = in.getInt(in.position());
                int headers = in.getInt(in.position() + 4);
                int payload = length - PRELUDE - headers - CRC;
                if (length > in.remaining() || headers < 0 || payload < 0) {
                    break;
                }
                ByteBuffer head = in.slice(in.position() + PRELUDE, headers);
                byte[] content = new byte[payload];
                in.get(in.position() + PRELUDE + headers, content);
                in.position(in.position() + length);
                messages.add(new Message(headers(head), json(content)));
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            // The rest is not an event stream.
        }
        return messages;
    }

    private static Map<String, String> headers(ByteBuffer in) {
        Map<String, String> headers = new HashMap<>();
        while (in.hasRemaining()) {
            String name = text(in, in.get() & 0xff);
            int type = in.get();
            int size = SIZES[type] < 0 ? in.getShort() & 0xffff : SIZES[type];
            if (type == TEXT) {
                headers.put(name, text(in, size));
            } else {
                in.position(in.position() + size);
            }
        }
        return headers;
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Json.Obj json(byte[] payload) {
        try {
            return payload.length > 0 && Json.parse(payload) instanceof Json.Obj object
                    ? object
                    : Json.EMPTY;
        } catch (JsonException e) {
            return Json.EMPTY;
        }
    }
}
