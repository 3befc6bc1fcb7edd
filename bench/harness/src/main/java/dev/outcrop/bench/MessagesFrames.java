package dev.outcrop.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** The same answers as InvokeModel gives them for Claude: in the form of Anthropic's Messages. */
final class MessagesFrames {
    private static final String MESSAGE =
            "\"id\":\"msg_bdrk_01StubStubStubStubStubStub\",\"type\":\"message\","
                    + "\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5-20250929\",";

    private MessagesFrames() {}

    /** A whole answer, head included. */
    static byte[] answer() {
        return Frames.whole(
                "{"
                        + MESSAGE
                        + "\"content\":[{\"type\":\"text\",\"text\":\""
                        + Frames.text(Frames.ANSWER)
                        + "\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
                        + "\"usage\":{\"input_tokens\":180,\"output_tokens\":290}}");
    }

    /** As {@link Frames#stream}. */
    static List<byte[]> stream(int deltas) {
        String head =
                Frames.STREAM_HEAD.replace(
                        "\r\n\r\n", "\r\nx-amzn-bedrock-content-type: application/json\r\n\r\n");
        return Frames.pieces(head, plain(deltas), 2, deltas);
    }

    private static List<byte[]> plain(int deltas) {
        var frames = new ArrayList<byte[]>();
        var padding = new Random(1);
        frames.add(
                chunk(
                        "message_start",
                        "\"message\":{"
                                + MESSAGE
                                + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                                + "\"usage\":{\"input_tokens\":180,\"output_tokens\":1}}",
                        padding));
        frames.add(
                chunk(
                        "content_block_start",
                        "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}",
                        padding));
        for (int i = 0; i < deltas; i++) {
            frames.add(chunk("content_block_delta", delta(), padding));
        }
        frames.add(chunk("content_block_stop", "\"index\":0", padding));
        frames.add(
                chunk(
                        "message_delta",
                        "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                                + "\"usage\":{\"output_tokens\":"
                                + deltas
                                + "}",
                        padding));
        frames.add(chunk("message_stop", metrics(deltas), padding));
        return frames;
    }

    private static String delta() {
        return "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
                + Frames.text(Frames.DELTA)
                + "\"}";
    }

    private static String metrics(int deltas) {
        return "\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":180,\"outputTokenCount\":"
                + deltas
                + ",\"invocationLatency\":1234,\"firstByteLatency\":321}";
    }

    private static byte[] chunk(String type, String members, Random padding) {
        String event = "{\"type\":\"" + type + "\"," + members + "}";
        String bytes = Base64.getEncoder().encodeToString(event.getBytes(UTF_8));
        return Frames.bare("chunk", "\"bytes\":\"" + bytes + "\"", padding);
    }
}
