package dev.outcrop.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Answers of the service, ready to be written: event-stream frames, each in an HTTP chunk. */
public final class Frames {
    @SuppressWarnings("StringConcatToTextBlock") // whose lines would end otherwise
    static final String STREAM_HEAD =
            "HTTP/1.1 200 OK\r\n"
                    + "Content-Type: application/vnd.amazon.eventstream\r\n"
                    + "x-amzn-RequestId: 5f6f4b1c-0000-4000-8000-000000000000\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n";

    static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);

    private static final String WORDS =
            "Whales sleep with one half of the brain at a time, and the other half keeps watch. ";

    /** How many characters a whole answer has. */
    static final int ANSWER = 1_304;

    /** How many characters a delta has. */
    static final int DELTA = 21;

    private Frames() {}

    /** A whole answer, head included. */
    static byte[] answer() {
        String body =
                "{\"metrics\":{\"latencyMs\":1234},\"output\":{\"message\":{\"content\":[{\"text\":\""
                        + text(ANSWER)
                        + "\"}],\"role\":\"assistant\"}},\"stopReason\":\"end_turn\","
                        + "\"usage\":{\"inputTokens\":180,\"outputTokens\":290,\"totalTokens\":470}}";
        return whole(body);
    }

    /** An answer with that body. */
    static byte[] whole(String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                        + "x-amzn-RequestId: 5f6f4b1c-0000-4000-8000-000000000000\r\n"
                        + "Content-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body)
                .getBytes(US_ASCII);
    }

    /**
     * The pieces of a streamed answer: the first holds the head, the start and the first words;
     * each following one a delta more; the last one all that ends it.
     */
    static List<byte[]> stream(int deltas) {
        return pieces(STREAM_HEAD, plain(deltas), 1, deltas);
    }

    /**
     * @param frames of which the first {@code before} come before the deltas
     */
    static List<byte[]> pieces(String head, List<byte[]> frames, int before, int deltas) {
        var pieces = new ArrayList<byte[]>(deltas);
        for (int i = 0; i < deltas; i++) {
            var piece = new ByteArrayOutputStream();
            int from = before + i;
            int to = from + 1;
            if (i == 0) {
                piece.writeBytes(head.getBytes(US_ASCII));
                from = 0;
            }
            if (i == deltas - 1) {
                to = frames.size();
            }
            frames.subList(from, to).forEach(frame -> piece.writeBytes(chunk(frame)));
            if (i == deltas - 1) {
                piece.writeBytes(LAST_CHUNK);
            }
            pieces.add(piece.toByteArray());
        }
        return pieces;
    }

    /** The same frames as they are, one after the other. */
    public static List<byte[]> plain(int deltas) {
        var frames = new ArrayList<byte[]>();
        var padding = new Random(1);
        frames.add(bare("messageStart", "\"role\":\"assistant\"", padding));
        for (int i = 0; i < deltas; i++) {
            frames.add(bare("contentBlockDelta", delta(), padding));
        }
        frames.add(bare("contentBlockStop", "\"contentBlockIndex\":0", padding));
        frames.add(bare("messageStop", "\"stopReason\":\"end_turn\"", padding));
        frames.add(bare("metadata", metadata(deltas), padding));
        return frames;
    }

    private static String delta() {
        return "\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + text(DELTA) + "\"}";
    }

    private static String metadata(int deltas) {
        return "\"metrics\":{\"latencyMs\":1234},\"usage\":{\"inputTokens\":180,\"outputTokens\":"
                + deltas
                + ",\"totalTokens\":"
                + (180 + deltas)
                + "}";
    }

    static String text(int length) {
        return WORDS.repeat(length / WORDS.length() + 1).substring(0, length);
    }

    /** One frame; the member {@code p} hides the length of the words, as Bedrock's does. */
    static byte[] bare(String event, String members, Random random) {
        String p = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        String json =
                "{" + members + ",\"p\":\"" + p.substring(0, random.nextInt(p.length())) + "\"}";
        byte[] headers =
                concat(
                        EventMessage.header(":event-type", event),
                        EventMessage.header(":content-type", "application/json"),
                        EventMessage.header(":message-type", "event"));
        return EventMessage.of(headers, json.getBytes(UTF_8));
    }

    private static byte[] chunk(byte[] frame) {
        return concat(
                (Integer.toHexString(frame.length) + "\r\n").getBytes(US_ASCII),
                frame,
                "\r\n".getBytes(US_ASCII));
    }

    private static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
