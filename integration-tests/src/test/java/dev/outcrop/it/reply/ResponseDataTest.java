package dev.outcrop.it.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Protocol;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The data of a successful response, over each API. */
@LocalBedrockTest
class ResponseDataTest {
    private static final String KEY = "a-bedrock-key-of-some-length-0123456789";

    record Query(String text) {}

    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local) {
        this.local = local;
        bedrock =
                Bedrock.builder()
                        .baseUrl(local.endpoint().toString())
                        .region("us-east-1")
                        .apiKey(KEY)
                        .build();
    }

    @AfterEach
    void stop() {
        bedrock.close();
    }

    @ParameterizedTest
    @EnumSource
    void aReplyHasTheHttpResponse(Called called) {
        Reply reply = called.in(bedrock).invoke("Hello");

        assertThat(reply.responses()).hasSize(1);
        Reply.Response response = reply.responses().getFirst();
        assertThat(response.status()).isEqualTo(200);
        assertThat(reply.requestId()).isNotBlank().isEqualTo(response.requestId());
        assertThat(response.headers().get("content-type"))
                .singleElement()
                .asString()
                .startsWith("application/json");
        assertThat(response.duration()).isPositive();
        assertThat(response.timeToFirstToken()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aStreamedReplyHasItToo(Called called) {
        try (ReplyStream stream = called.in(bedrock).stream("Hello")) {
            Reply.Response response = stream.reply().responses().getFirst();

            assertThat(response.status()).isEqualTo(200);
            assertThat(stream.reply().requestId()).isNotBlank().isEqualTo(response.requestId());
            assertThat(response.headers()).containsKey("Content-Type");
            assertThat(response.timeToFirstToken())
                    .isPositive()
                    .isLessThanOrEqualTo(response.duration());
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachCallOfAReplyHasAResponse(Called called) {
        var lookup = Tool.of("lookup", "Looks it up", Query.class, query -> "found");
        local.script(
                Scripted.answer(
                        Scripted.said(
                                List.of(
                                        Json.parse(
                                                "{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":"
                                                        + "\"lookup\",\"input\":{\"text\":\"x\"}}}")),
                                "tool_use")),
                Scripted.text("Found."));
        Chat chat = called.in(bedrock).chat().tools(lookup).open();

        Reply reply = chat.ask("Look x up");

        assertThat(reply.turns()).hasSize(3);
        assertThat(reply.responses()).hasSize(2);
        assertThat(reply.responses().getLast().requestId()).isEqualTo(reply.requestId());
        assertThat(reply.responses().getFirst().requestId()).isNotEqualTo(reply.requestId());
        assertThat(reply.toolUses()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theMessageAndItsToolCallsCanBeReadFromAReply(Called called) {
        Model model =
                called.in(bedrock)
                        .withTools(Tool.of("lookup", "Looks it up", Query.class, query -> "found"))
                        .with(ToolChoice.tool("lookup"));

        Reply reply = model.invoke("Look x up");

        assertThat(reply.toolUses())
                .singleElement()
                .satisfies(use -> assertThat(use.name()).isEqualTo("lookup"));
        assertThat(reply.message()).isEqualTo(reply.turn().message());
        assertThat(Turn.of(reply.message()).toolUses()).isEqualTo(reply.toolUses());
    }

    @ParameterizedTest
    @EnumSource(names = {"CONVERSE", "INVOKE_MODEL"})
    void theLatencyIsTheOneThatBedrockMeasured(Called called) {
        assertThat(called.in(bedrock).invoke("Hello").latency())
                .isNotNull()
                .isGreaterThanOrEqualTo(Duration.ZERO);
        try (ReplyStream stream = called.in(bedrock).stream("Hello")) {
            assertThat(stream.reply().latency()).isNotNull();
        }
    }

    @Test
    void anApiThatMeasuresNoLatencyHasNone() {
        assertThat(Called.CHAT_COMPLETIONS.in(bedrock).invoke("Hello").latency()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"CHAT_COMPLETIONS", "RESPONSES"})
    void tokensOfThinkingAreCounted(Called called) {
        Scripted thought =
                Scripted.answer(
                        Scripted.said(
                                List.of(
                                        Json.parse(
                                                "{\"reasoningContent\":{\"reasoningText\":"
                                                        + "{\"text\":\"Two and three.\"}}}"),
                                        Json.parse("{\"text\":\"5\"}")),
                                "end_turn"));
        local.script(thought, thought);

        Reply whole = called.in(bedrock).invoke("What is 2 + 3?");

        assertThat(whole.reasoning()).isEqualTo("Two and three.");
        assertThat(whole.usage().reasoning()).isEqualTo(4);
        try (ReplyStream stream = called.in(bedrock).stream("What is 2 + 3?")) {
            assertThat(stream.reply().usage()).isEqualTo(whole.usage());
        }
    }

    @Test
    void tokensOfThinkingStayInASavedChat(@TempDir Path folder) {
        local.script(
                Scripted.raw(
                        200,
                        Map.of("Content-Type", "application/json"),
                        Bytes.of(
                                "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"role\":"
                                        + "\"assistant\",\"content\":\"5\"}}],\"usage\":"
                                        + "{\"prompt_tokens\":10,\"completion_tokens\":9,"
                                        + "\"completion_tokens_details\":{\"reasoning_tokens\":7}}}")));

        Chat chat = Called.CHAT_COMPLETIONS.in(bedrock).chat().open();
        chat.ask("2 + 3?");
        chat.save(folder.resolve("chat.json"));

        Usage usage = bedrock.load(folder.resolve("chat.json")).open().usage();

        assertThat(usage.reasoning()).isEqualTo(7);
        assertThat(usage).hasToString("Usage[input=10, output=9, total=19, reasoning=7]");
    }

    @ParameterizedTest
    @EnumSource(names = {"CHAT_COMPLETIONS", "RESPONSES", "INVOKE_MODEL"})
    void logProbabilitiesAreReadableWhereTheyWereRequested(Called called) {
        Model plain =
                called == Called.INVOKE_MODEL
                        ? bedrock.model("openai.gpt-oss-20b-1:0").with(Protocol.INVOKE_MODEL)
                        : called.in(bedrock);
        Model model = plain.with(Params.DEFAULT.withLogProbs(true).withExtra("top_logprobs", 2));
        local.script(Scripted.text("Hello, you."), Scripted.text("Hello, you."));

        List<Reply.LogProb> whole = model.invoke("Hi").logProbs();

        assertThat(whole.stream().map(Reply.LogProb::token))
                .isNotEmpty()
                .satisfies(tokens -> assertThat(String.join("", tokens)).isEqualTo("Hello, you."));
        assertThat(whole).allSatisfy(token -> assertThat(token.logProb()).isNotPositive());
        assertThat(whole.getFirst().top()).hasSize(2);
        try (ReplyStream stream = model.stream("Hi")) {
            assertThat(stream.reply().logProbs().stream().map(Reply.LogProb::token))
                    .satisfies(
                            tokens -> assertThat(String.join("", tokens)).isEqualTo("Hello, you."));
        }
        assertThat(plain.invoke("Hi").logProbs()).isEmpty();
    }

    @Test
    void logProbabilitiesAmongTheFieldsOfConverseAreRead() {
        local.script(
                Scripted.answer(
                        (Json.Obj)
                                Json.parse(
                                        "{\"output\":{\"message\":{\"role\":\"assistant\","
                                                + "\"content\":[{\"text\":\"Yes\"}]}},\"stopReason\":"
                                                + "\"end_turn\",\"usage\":{\"inputTokens\":1,"
                                                + "\"outputTokens\":1,\"totalTokens\":2},"
                                                + "\"additionalModelResponseFields\":{\"choices\":[{"
                                                + "\"logprobs\":{\"content\":[{\"token\":\"Yes\","
                                                + "\"logprob\":-0.5}]}}]}}")));

        Reply reply =
                bedrock.model("openai.gpt-oss-20b-1:0")
                        .with(Params.DEFAULT.withLogProbs(true))
                        .withAdditionalModelResponseFieldPaths("/id")
                        .invoke("Yes?");

        assertThat(reply.logProbs()).containsExactly(new Reply.LogProb("Yes", -0.5, List.of()));
        var body = (Json.Obj) local.requests().getLast().body();
        assertThat(body.array("additionalModelResponseFieldPaths"))
                .containsExactly(Json.of("/id"), Json.of("/choices/0/logprobs"));
    }

    @Test
    void noPathIsNamedWhereLogProbabilitiesAreNotRequested() {
        bedrock.model("openai.gpt-oss-20b-1:0")
                .with(Params.DEFAULT.withLogProbs(false))
                .invoke("Yes?");

        assertThat(((Json.Obj) local.requests().getLast().body()).members())
                .doesNotContainKey("additionalModelResponseFieldPaths");
    }

    @ParameterizedTest
    @EnumSource(names = {"CONVERSE", "INVOKE_MODEL"})
    void theTraceOfAGuardrailIsReadable(Called called) {
        Model plain = called.in(bedrock);
        Model model = plain.with(new GuardrailConfig("guard", "1", "enabled", null, Json.EMPTY));

        Reply reply = model.invoke("Hello");

        assertThat(reply.trace()).isNotNull();
        assertThat(reply.trace().get("guardrail")).isNotNull();
        try (ReplyStream stream = model.stream("Hello")) {
            assertThat(stream.reply().trace()).isNotNull();
        }
        assertThat(plain.invoke("Hello").trace()).isNull();
    }

    @Test
    void cookiesAndRepeatedKeysAreNotAmongTheHeaders() {
        local.script(
                Scripted.raw(
                        200,
                        Map.of(
                                "Content-Type", "application/json",
                                "Set-Cookie", "session=secret",
                                "X-Debug", "you sent Bearer " + KEY),
                        Bytes.of(
                                "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":"
                                        + "[{\"text\":\"Yes.\"}]}},\"stopReason\":\"end_turn\"}")));

        Map<String, List<String>> headers =
                Called.CONVERSE.in(bedrock).invoke("Hello").responses().getFirst().headers();

        assertThat(headers).containsKey("x-debug").doesNotContainKey("set-cookie");
        assertThat(headers.toString()).doesNotContain(KEY);
    }

    @Test
    void anAnswerFromAFallbackHasTheResponseOfTheFallback() {
        local.script(
                Scripted.error("ResourceNotFoundException", "The model is gone."),
                Scripted.text("Here."));
        Model model = Called.CONVERSE.in(bedrock);

        Reply reply = model.withFallbacks(model).invoke(Message.user("Hello"));

        assertThat(reply.attempts()).isEqualTo(2);
        assertThat(reply.responses()).hasSize(1);
        assertThat(reply.responses().getFirst().status()).isEqualTo(200);
    }

    @Test
    void theFirstTokenIsTimedWhileItIsRead() {
        try (ReplyStream stream = Called.CONVERSE.in(bedrock).stream("Hello")) {
            boolean text = false;
            for (StreamEvent event : stream) {
                text |= event instanceof StreamEvent.TextDelta;
            }
            assertThat(text).isTrue();
            assertThat(stream.reply().responses().getFirst().timeToFirstToken()).isNotNull();
        }
    }
}
