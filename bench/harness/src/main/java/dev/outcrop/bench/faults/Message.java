package dev.outcrop.bench.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.bench.EventMessage;

import java.io.ByteArrayOutputStream;

/** The messages of a streamed answer, as Bedrock writes them. */
final class Message {
    static final byte[] START = event("messageStart", "{\"role\":\"assistant\",\"p\":\"abc\"}");
    static final byte[] BLOCK_STOP = event("contentBlockStop", "{\"contentBlockIndex\":0}");
    static final byte[] METADATA =
            event(
                    "metadata",
                    "{\"metrics\":{\"latencyMs\":12},\"usage\":{\"inputTokens\":3,"
                            + "\"outputTokens\":1,\"totalTokens\":4}}");

    private Message() {}

    static byte[] event(String type, String json) {
        return message("event", ":event-type", type, json);
    }

    static byte[] exception(String type, String payload) {
        return message("exception", ":exception-type", type, payload);
    }

    static byte[] error(String code, String said) {
        var headers = new ByteArrayOutputStream();
        headers.writeBytes(EventMessage.header(":error-code", code));
        headers.writeBytes(EventMessage.header(":error-message", said));
        headers.writeBytes(EventMessage.header(":message-type", "error"));
        return EventMessage.of(headers.toByteArray(), new byte[0]);
    }

    static byte[] delta(String text) {
        return event(
                "contentBlockDelta",
                "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + text + "\"},\"p\":\"abcdef\"}");
    }

    static byte[] stop(String reason) {
        return event("messageStop", "{\"stopReason\":\"" + reason + "\"}");
    }

    static byte[] toolStart() {
        return event(
                "contentBlockStart",
                "{\"contentBlockIndex\":0,\"start\":{\"toolUse\":{\"toolUseId\":\"tooluse_1\","
                        + "\"name\":\""
                        + Ask.TOOL
                        + "\"}}}");
    }

    /**
     * @param input a piece of the tool's input, its quotes escaped
     */
    static byte[] toolDelta(String input) {
        return event(
                "contentBlockDelta",
                "{\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\"" + input + "\"}}}");
    }

    /** The same message with a wrong checksum, of its beginning or of the whole. */
    static byte[] damaged(byte[] message, boolean prelude) {
        byte[] damaged = message.clone();
        damaged[prelude ? 8 : message.length - 1] ^= 1;
        return damaged;
    }

    static byte[] joined(byte[]... messages) {
        var all = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            all.writeBytes(message);
        }
        return all.toByteArray();
    }

    private static byte[] message(String kind, String typeHeader, String type, String payload) {
        var headers = new ByteArrayOutputStream();
        headers.writeBytes(EventMessage.header(typeHeader, type));
        headers.writeBytes(EventMessage.header(":content-type", "application/json"));
        headers.writeBytes(EventMessage.header(":message-type", kind));
        return EventMessage.of(headers.toByteArray(), payload.getBytes(UTF_8));
    }
}
