package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Model;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.policy.Retries;
import dev.outcrop.settings.Protocol;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** A server that never stops, and says next to nothing in each event, does not fill the memory. */
@Tag("thorough")
class EndlessAnswerTest {
    private static final String CLAUDE = "anthropic.claude-3-haiku-20240307-v1:0";
    private static final String START = "{\"contentBlockIndex\":%d,\"start\":%s}";
    private static final String STOP = "{\"contentBlockIndex\":%d}";

    enum Endless {
        BLOCKS_OF_ONE_LETTER(
                100_000,
                Trial.MODEL,
                i -> delta(i, "{\"text\":\"x\"}") + frame("contentBlockStop", STOP.formatted(i))),
        BLOCKS_THAT_ONLY_STOP(
                100_000, Trial.MODEL, i -> frame("contentBlockStop", STOP.formatted(i))),
        BLOCKS_OF_UNKNOWN_MEMBERS(100_000, Trial.MODEL, i -> delta(i, "{\"new\":{\"x\":1}}")),
        BLOCKS_OF_AN_UNKNOWN_KIND(
                100_000,
                Trial.MODEL,
                i -> frame("contentBlockStart", START.formatted(i, "{\"new" + i + "\":{}}"))),
        TOOL_USES(
                100_000,
                Trial.MODEL,
                i ->
                        frame(
                                "contentBlockStart",
                                START.formatted(
                                        i,
                                        "{\"toolUse\":{\"toolUseId\":\"t"
                                                + i
                                                + "\",\"name\":\"t\"}}"))),
        UNKNOWN_EVENTS(300_000, Trial.MODEL, i -> frame("new", "{}")),
        METADATA(300_000, Trial.MODEL, i -> frame("metadata", "{\"usage\":{\"inputTokens\":1}}")),
        CITATIONS(150_000, Trial.MODEL, i -> delta(0, "{\"citation\":{\"title\":\"x\"}}")),
        NOVA(
                100_000,
                "us.amazon.nova-pro-v1:0",
                i -> piece("{\"contentBlockStart\":" + START.formatted(i, "{\"new\":{}}") + "}")),
        CLAUDE_BLOCKS(
                100_000,
                CLAUDE,
                i ->
                        piece(
                                "{\"type\":\"content_block_delta\",\"index\":"
                                        + i
                                        + ",\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}")),
        MEMBERS_OF_A_MESSAGE(
                500_000,
                "anthropic.claude-haiku-4-5",
                i -> "data: {\"type\":\"message_delta\",\"delta\":{\"x" + i + "\":1}}\n\n"),
        MESSAGES(
                100_000,
                "anthropic.claude-haiku-4-5",
                i ->
                        "data: {\"type\":\"content_block_start\",\"index\":"
                                + i
                                + ",\"content_block\":{\"type\":\"new\"}}\n\n"),
        CHAT_COMPLETIONS(
                100_000,
                "openai.gpt-oss-20b",
                i ->
                        "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":"
                                + i
                                + ",\"function\":{\"name\":\"t\"}}]}}]}\n\n"),
        MEMBERS_OF_A_CHOICE(
                500_000, "openai.gpt-oss-20b", i -> "data: {\"x" + i + "\":1,\"choices\":[]}\n\n"),
        RESPONSES(
                100_000,
                "openai.gpt-5.5",
                i ->
                        "data: {\"type\":\"response.output_text.delta\",\"output_index\":"
                                + i
                                + ",\"delta\":\"x\"}\n\n");

        final int most;
        final String model;

        @SuppressWarnings("ImmutableEnumChecker") // it is a pure function
        final IntFunction<String> event;

        /**
         * @param most so many of them are too many
         * @param event bytes, each as a character
         */
        Endless(int most, String model, IntFunction<String> event) {
            this.most = most;
            this.model = model;
            this.event = event;
        }

        boolean isSse() {
            return event.apply(0).startsWith("data: ");
        }

        boolean isNative() {
            return this == NOVA || this == CLAUDE_BLOCKS;
        }
    }

    private static String delta(int index, String delta) {
        return frame(
                "contentBlockDelta",
                "{\"contentBlockIndex\":%d,\"delta\":%s}".formatted(index, delta));
    }

    private static String frame(String type, String payload) {
        return latin(Frame.event(type, payload));
    }

    private static String piece(String json) {
        String bytes = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        return latin(Frame.event("chunk", "{\"bytes\":\"" + bytes + "\"}"));
    }

    private static String latin(Frame frame) {
        return new String(frame.encoded().toArray(), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void endsInAnExceptionWhereNoAnswerIsThatLarge(Endless endless) throws Exception {
        var sent = new AtomicInteger();
        String type = endless.isSse() ? "text/event-stream" : Answers.STREAM;
        try (var server =
                        new FaultServer(
                                (number, connection) -> {
                                    connection.request();
                                    connection.send(
                                            "HTTP/1.1 200 OK\r\nContent-Type: "
                                                    + type
                                                    + "\r\nContent-Length: 1000000000000\r\n\r\n");
                                    while (sent.get() < 3_000_000) {
                                        var some = new ByteArrayOutputStream();
                                        for (int i = 0; i < 500; i++) {
                                            String one =
                                                    endless.event.apply(sent.getAndIncrement());
                                            some.writeBytes(
                                                    one.getBytes(StandardCharsets.ISO_8859_1));
                                        }
                                        connection.send(some.toByteArray());
                                    }
                                });
                Bedrock bedrock =
                        Bedrock.builder()
                                .baseUrl(server.endpoint().toString())
                                .region("us-east-1")
                                .apiKey("key")
                                .retries(Retries.NONE)
                                .build()) {
            Model model = bedrock.model(endless.model);
            if (endless.isNative()) {
                model = model.with(Protocol.INVOKE_MODEL);
            }
            try (ReplyStream stream = model.chat().stream("Go on.")) {
                assertThatThrownBy(stream::reply)
                        .isInstanceOf(ProtocolException.class)
                        .hasMessageContaining("the answer is longer than");
            }
            assertThat(sent).hasValueLessThan(endless.most);
            assertThat(bedrock.liveCalls()).isZero();
        }
    }
}
