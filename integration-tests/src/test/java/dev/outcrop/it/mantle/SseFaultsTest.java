package dev.outcrop.it.mantle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.ServiceException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.ValidationException;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What may go wrong with a stream of server-sent events, over sockets, and how the call ends. */
@LocalBedrockTest
class SseFaultsTest {
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

    private record Ended(Chat chat, Reply reply, BedrockException failure) {
        Ended answered() {
            assertThat(failure).isNull();
            assertThat(reply.text()).isEqualTo("Good.");
            return this;
        }

        BedrockException failed(Class<? extends BedrockException> kind) {
            assertThat(failure).isInstanceOf(kind);
            assertThat(failure.details().requestId()).isNotBlank();
            assertThat(failure.getMessage()).doesNotContain("\n", "\u001b");
            return failure;
        }

        void withPartial(String text) {
            assertThat(failure.details().partial()).isNotNull();
            assertThat(failure.details().partial().text()).isEqualTo(text);
        }
    }

    private static Ended stream(Api api, Scripted scripted) {
        local.script(scripted);
        Chat chat = bedrock.chat(api.model).open();
        try (ReplyStream stream = chat.stream("Go on.")) {
            return new Ended(chat, stream.reply(), null);
        } catch (BedrockException e) {
            return new Ended(chat, null, e);
        }
    }

    private static Step.Head head() {
        return new Step.Head(200, Map.of("Content-Type", "text/event-stream; charset=utf-8"));
    }

    private static Scripted.Steps body(String text) {
        return Scripted.steps(head(), new Step.SendBytes(Bytes.of(text)), new Step.End());
    }

    /** The pieces up to the first words, then something else. */
    private static Scripted.Steps halfway(Api api, String rest) {
        String[] first = Arrays.copyOf(api.pieces(), api.firstWords());
        return body(api.sse(first, "\n") + rest);
    }

    @ParameterizedTest
    @EnumSource
    void aGoodStreamIsGood(Api api) {
        Ended ended = stream(api, body(api.sse())).answered();

        assertThat(ended.reply().usage().input()).isEqualTo(3);
        assertThat(ended.reply().usage().output()).isEqualTo(2);
        assertThat(ended.chat().turns()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void lineEndsCommentsNamesAndSpacesMakeNoDifference(Api api) {
        stream(api, body(api.sse(api.pieces(), "\r\n"))).answered();
        stream(api, body(api.sse(api.pieces(), "\r"))).answered();
        stream(api, body("\uFEFF: hello\n\n" + api.sse() + ": bye\n\n")).answered();
        stream(api, body(": x\n" + api.sse().replace("\n\n", "\n\n: ping\n\nid: 7\nretry: 5\n")))
                .answered();
        stream(api, body(api.sse().replace("data: ", "data:"))).answered();
        // the name after the data, as bedrock-mantle was recorded to send it, and none at all
        stream(api, body(api.sse().replaceAll("event: .*\n", ""))).answered();
        var after = new StringBuilder();
        for (String piece : api.pieces()) {
            after.append("data: ").append(piece.replace('\'', '"')).append("\nevent: x\n\n");
        }
        stream(api, body(after.toString())).answered();
    }

    @ParameterizedTest
    @EnumSource
    void dataMayComeByteForByteAndInSeveralLines(Api api) {
        byte[] all = api.sse().getBytes(StandardCharsets.UTF_8);
        stream(api, Scripted.steps(head(), new Step.Dribble(Bytes.of(all)), new Step.End()))
                .answered();
        stream(api, body(api.sse().replace(",\"", ",\ndata: \""))).answered();
    }

    @ParameterizedTest
    @EnumSource
    void anErrorInTheStreamIsTheRightException(Api api) {
        stream(api, halfway(api, "data: " + api.error("overloaded_error", "too\\nmuch") + "\n\n"))
                .failed(ServiceException.class);
        Ended ended =
                stream(
                        api,
                        halfway(
                                api,
                                "event: error\ndata: "
                                        + api.error("rate_limit_error", "slow")
                                        + "\n\n"));
        BedrockException failure = ended.failed(ThrottledException.class);
        assertThat(failure.what()).isEqualTo("slow");
        assertThat(failure.details().code()).isEqualTo("rate_limit_error");
        assertThat(failure.details().status()).isEqualTo(200);
        ended.withPartial("Go");
        stream(api, body("data: " + api.error("invalid_request_error", "no") + "\n\n"))
                .failed(ValidationException.class);
    }

    @ParameterizedTest
    @EnumSource
    void garbageIsRefusedAndBounded(Api api) {
        for (String garbage : List.of("{", "7", "[1]", "<html>", "{\"a\":" + "[".repeat(5_000))) {
            Ended ended = stream(api, halfway(api, "data: " + garbage + "\n\n"));

            ended.failed(ProtocolException.class);
            ended.withPartial("Go");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLineThatIsTooLongIsRefused(Api api) {
        Ended ended = stream(api, halfway(api, "data: \"" + "x".repeat(25 << 20)));

        ended.failed(ProtocolException.class);
        ended.withPartial("Go");
    }

    @ParameterizedTest
    @EnumSource
    void whatComesAfterTheEndTakesNothingBack(Api api) {
        stream(api, body(api.sse() + "data: {\n\n")).answered();
        stream(api, body(api.sse() + "data: " + api.error("api_error", "late") + "\n\n"))
                .answered();
        stream(
                        api,
                        Scripted.steps(
                                head(),
                                new Step.SendBytes(Bytes.of(api.sse() + "data: x")),
                                new Step.Abort(StreamCut.RESET)))
                .answered();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNewIsPassedOver(Api api) {
        String novel =
                api == Api.CHAT_COMPLETIONS
                        ? "{\"id\":\"c\",\"choices\":[],\"novel\":{\"a\":[1]}}"
                        : "{\"type\":\"novel.event\",\"a\":[1]}";
        String[] first = Arrays.copyOf(api.pieces(), api.firstWords());
        String[] rest = Arrays.copyOfRange(api.pieces(), api.firstWords(), api.pieces().length);

        stream(api, body(api.sse(first, "\n") + "data: " + novel + "\n\n" + api.sse(rest, "\n")))
                .answered();
    }

    @ParameterizedTest
    @EnumSource
    void anotherContentTypeIsNoStream(Api api) {
        stream(api, json("{\"a\":1}")).failed(ProtocolException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorInPlaceOfAStreamIsTheError(Api api) {
        stream(api, json(api.error("api_error", "no"))).failed(ServiceException.class);
    }

    private static Scripted.Steps json(String body) {
        return Scripted.raw(200, Map.of("Content-Type", "application/json"), Bytes.of(body));
    }

    /** The pieces up to the reason why the model stopped, then something else. */
    private static Scripted.Steps stoppedThen(Api api, String rest) {
        String[] first = Arrays.copyOf(api.pieces(), api.reason());
        return body(api.sse(first, "\n") + rest);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorAfterTheReasonTakesNothingBack(Api api) {
        String error = "data: " + api.error("api_error", "late") + "\n\n";
        stream(api, stoppedThen(api, error)).answered();
        stream(api, stoppedThen(api, "event: error\n" + error)).answered();
        stream(api, stoppedThen(api, error + error + "data: [DONE]\n\n")).answered();
    }

    @ParameterizedTest
    @EnumSource
    void whoeverReadsTheEventsIsGivenWhatTheReplyHas(Api api) {
        String[] words = Arrays.copyOf(api.pieces(), api.firstWords());
        local.script(body(api.sse() + api.sse(words, "\n") + api.sse()));
        var text = new StringBuilder();
        try (ReplyStream stream = bedrock.chat(api.model).open().stream("Go on.")) {
            stream.text().forEach(text::append);

            assertThat(stream.reply().text()).isEqualTo("Good.").isEqualTo(text.toString());
        }
    }

    private static BedrockException failure(Api api, String body) {
        local.script(
                Scripted.raw(
                        200,
                        Map.of("Content-Type", "application/json"),
                        Bytes.of(body.replace('\'', '"'))));
        Chat chat = bedrock.chat(api.model).open();
        try {
            chat.ask("Go on.");
        } catch (BedrockException e) {
            assertThat(chat.turns()).isEmpty();
            return e;
        }
        throw new AssertionError("answered");
    }

    @ParameterizedTest
    @EnumSource
    void anErrorInPlaceOfAnAnswerIsTheRightException(Api api) {
        BedrockException failure = failure(api, api.error("rate_limit_error", "slow"));

        assertThat(failure).isInstanceOf(ThrottledException.class);
        assertThat(failure.what()).isEqualTo("slow");
        assertThat(failure.details().code()).isEqualTo("rate_limit_error");
    }

    static Stream<Arguments> errorsOfAChoice() {
        return Stream.of(
                Arguments.of(
                        "'error':{'code':'rate_limit_exceeded','message':'slow'},",
                        "slow",
                        ThrottledException.class),
                Arguments.of(
                        "'error':{'code':429,'message':'slow'},", "slow", ThrottledException.class),
                Arguments.of("'error':{'code':502,'message':'no'},", "no", ServiceException.class),
                Arguments.of(
                        "'error':{'type':'invalid_request_error','message':'no'},",
                        "no",
                        ValidationException.class),
                Arguments.of("'error':'no',", "no", ServiceException.class),
                Arguments.of("", "the service failed without a reason", ServiceException.class));
    }

    @ParameterizedTest
    @MethodSource("errorsOfAChoice")
    void anErrorAsTheReasonIsAFailure(
            String error, String what, Class<? extends BedrockException> kind) {
        Api api = Api.CHAT_COMPLETIONS;
        String said = "'index':0," + error + "'finish_reason':'error'";
        BedrockException whole =
                failure(
                        api,
                        "{'id':'c','choices':[{" + said + ",'message':{'content':'Half an'}}]}");
        String chunk = "{'choices':[{" + said + ",'delta':{'content':''}}]}";
        Ended streamed = stream(api, halfway(api, api.event(chunk, "\n") + "data: [DONE]\n\n"));

        assertThat(whole).isInstanceOf(kind);
        assertThat(whole.what()).isEqualTo(what);
        assertThat(streamed.failed(kind).what()).isEqualTo(what);
        streamed.withPartial("Go");
    }

    @Test
    void anErrorBesideChoicesIsAFailureAndNoneIsNot() {
        Api api = Api.CHAT_COMPLETIONS;
        String choices = "'choices':[{'message':{'content':'Good.'},'finish_reason':'stop'}]";

        assertThat(failure(api, "{'error':{'code':503,'message':'no'}," + choices + "}").what())
                .isEqualTo("no");
        for (String none : List.of("null", "{}", "''", "false")) {
            local.script(
                    Scripted.raw(
                            200,
                            Map.of("Content-Type", "application/json"),
                            Bytes.of(
                                    ("{'error':" + none + "," + choices + "}")
                                            .replace('\'', '"'))));
            assertThat(bedrock.chat(api.model).ask("Go on.").text()).isEqualTo("Good.");
        }
    }
}
