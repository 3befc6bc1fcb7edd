package dev.outcrop.it.mantle;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.Bedrock;
import dev.outcrop.CompatibleServer;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.StreamCut;
import dev.outcrop.policy.Retries;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Where a stream of server-sent events may end: with its last event whole, and not before. */
@LocalBedrockTest
class SseEndsTest {
    private static final List<String> LINE_ENDS = List.of("\n", "\r\n", "\r");

    /** The body ends as HTTP says, or the connection ends first. */
    private static final List<Step> ENDS = List.of(new Step.End(), new Step.Abort(StreamCut.CLOSE));

    private static LocalBedrock local;
    private static Bedrock bedrock;

    @BeforeAll
    static void start(LocalBedrock started) {
        local = started;
        bedrock =
                Bedrock.builder()
                        .baseUrl(local.endpoint().toString())
                        .region("us-east-1")
                        .apiKey("key")
                        .retries(Retries.NONE)
                        .build();
    }

    @AfterAll
    static void stop() {
        bedrock.close();
    }

    private static Scripted.Steps steps(String text, Step end) {
        var head = new Step.Head(200, Map.of("Content-Type", "text/event-stream"));
        return Scripted.steps(head, new Step.SendBytes(Bytes.of(text.getBytes(UTF_8))), end);
    }

    private static Reply stream(Api api, Scripted scripted) {
        return stream(bedrock, api, scripted);
    }

    private static Reply stream(Bedrock server, Api api, Scripted scripted) {
        local.script(scripted);
        try (ReplyStream stream = server.chat(api.model).open().stream("Go on.")) {
            return stream.reply();
        }
    }

    private static BedrockException failure(Api api, Scripted scripted) {
        try {
            stream(api, scripted);
        } catch (BedrockException e) {
            return e;
        }
        throw new AssertionError("answered");
    }

    private static void assertAnswered(Reply reply) {
        assertThat(reply.text()).isEqualTo("Good.");
        assertThat(reply.usage().input()).isEqualTo(3);
        assertThat(reply.usage().output()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void theBlankLineAfterTheLastEventMayBeMissing(Api api) {
        for (String lineEnd : LINE_ENDS) {
            String whole = api.sse(api.pieces(), lineEnd);
            String bare = whole.strip();
            for (Step end : ENDS) {
                for (int length = bare.length(); length <= whole.length(); length++) {
                    assertAnswered(stream(api, steps(whole.substring(0, length), end)));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLastEventMayHaveOtherFieldsAfterItsData(Api api) {
        String bare = api.sse().strip();
        for (String after :
                List.of("\n: ping", "\n: ping\n", "\nid: 7", "\nretry", "\nevent: x\n", "\n:")) {
            assertAnswered(stream(api, steps(bare + after, new Step.End())));
        }
        String lines = bare.replace(",\"", ",\ndata: \"");
        assertAnswered(stream(api, steps(lines, new Step.End())));
    }

    @ParameterizedTest
    @EnumSource
    void aCutAnywhereBeforeTheEndIsNoAnswer(Api api) {
        String sse = api.sse();
        int end = sse.strip().length();
        int words = api.sse(Arrays.copyOf(api.pieces(), api.firstWords()), "\n").length();
        for (int at = 1; at < end; at += at < words ? 17 : 3) {
            for (Step last : List.of(new Step.End(), new Step.Abort(StreamCut.CLOSE))) {
                BedrockException failure = failure(api, steps(sse.substring(0, at), last));

                assertThat(failure)
                        .as(sse.substring(0, at))
                        .isInstanceOf(StreamTruncatedException.class);
                assertThat(failure.isRetryable()).isTrue();
                assertThat(failure.details().requestId()).isNotBlank();
                if (at >= words) {
                    assertThat(failure.details().partial().text()).startsWith("Go");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCutWithinTheLastEventIsNoAnswerWithAnyLineEnd(Api api) {
        for (String lineEnd : LINE_ENDS) {
            String sse = api.sse(api.pieces(), lineEnd).strip();
            int last = api.pieces()[api.pieces().length - 1].length();
            for (int missing = 1; missing < Math.min(last + 8, sse.length()); missing += 2) {
                String cut = sse.substring(0, sse.length() - missing);
                for (String after : List.of("", lineEnd)) {
                    assertThat(failure(api, steps(cut + after, new Step.End())))
                            .as(cut)
                            .isInstanceOf(StreamTruncatedException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEventWithoutABlankLineThatIsNotTheEndMakesNoAnswer(Api api) {
        for (int count = api.firstWords() + 1; count < api.pieces().length; count++) {
            String cut = api.sse(Arrays.copyOf(api.pieces(), count), "\n").strip();
            BedrockException failure = failure(api, steps(cut, new Step.End()));

            assertThat(failure).isInstanceOf(StreamTruncatedException.class);
            assertThat(failure.details().partial().text()).isEqualTo("Good.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorWithoutABlankLineIsTheRightException(Api api) {
        String words = api.sse(Arrays.copyOf(api.pieces(), api.firstWords()), "\n");
        String error = "event: error\ndata: " + api.error("rate_limit_error", "slow");
        for (Step end : ENDS) {
            BedrockException failure = failure(api, steps(words + error, end));

            assertThat(failure).isInstanceOf(ThrottledException.class);
            assertThat(failure.what()).isEqualTo("slow");
            assertThat(failure.details().requestId()).isNotBlank();
            assertThat(failure.details().partial().text()).isEqualTo("Go");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCutAfterTheEndTakesNothingBack(Api api) {
        for (String rest : List.of("data: {", "data: " + api.error("api_error", "late"), "ev")) {
            for (Step end : ENDS) {
                assertAnswered(stream(api, steps(api.sse() + rest, end)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"'',false", "'\n',false", "'\r\n',false", "'\n\n',false", "'',true", "'\n',true"})
    void onOtherServersACompletionIsWholeWithItsReason(String after, boolean usageFollows) {
        Api api = Api.CHAT_COMPLETIONS;
        int count = usageFollows ? api.reason() + 1 : api.reason();
        String sse = api.sse(Arrays.copyOf(api.pieces(), count), "\n").strip();
        try (Bedrock server =
                CompatibleServer.openAiCompatible(local.endpoint() + "/v1", null).connect()) {
            Reply reply = stream(server, api, steps(sse + after, new Step.End()));

            assertThat(reply.text()).isEqualTo("Good.");
            assertThat(reply.usage().known()).isEqualTo(usageFollows);
        }
    }

    @Test
    void onOtherServersACompletionThatIsCutIsNone() {
        Api api = Api.CHAT_COMPLETIONS;
        String reason = api.sse(Arrays.copyOf(api.pieces(), api.reason()), "\n").strip();
        String usage = api.sse(Arrays.copyOf(api.pieces(), api.reason() + 1), "\n").strip();
        try (Bedrock server =
                Bedrock.builder()
                        .endpoint(CompatibleServer.openAiCompatible(local.endpoint() + "/v1", null))
                        .retries(Retries.NONE)
                        .build()) {
            for (String cut :
                    List.of(
                            reason.substring(0, reason.length() - 1),
                            usage.substring(0, usage.length() - 1))) {
                for (Step end : List.of(new Step.End(), new Step.Abort(StreamCut.CLOSE))) {
                    BedrockException failure = null;
                    try {
                        stream(server, api, steps(cut, end));
                    } catch (BedrockException e) {
                        failure = e;
                    }
                    assertThat(failure).isInstanceOf(StreamTruncatedException.class);
                }
            }
        }
    }
}
