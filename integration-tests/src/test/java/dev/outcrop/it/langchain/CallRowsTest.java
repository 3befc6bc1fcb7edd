package dev.outcrop.it.langchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.it.WithLocal;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Event;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.settings.Params;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Rows of docs/langchain.md about settings and calls. */
class CallRowsTest extends WithLocal {
    @Test
    @DisplayName("row 36: a maxTokens of 0 is refused")
    void noTokensAreRefused() {
        assertThatThrownBy(() -> Params.DEFAULT.withMaxTokens(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxTokens");
    }

    @Test
    @DisplayName("row 37: later params replace earlier ones; no stop sequences are none")
    void laterParamsReplaceEarlierOnes() {
        Model model = bedrock.model(NOVA).with(Params.DEFAULT.withStop("a").withTemperature(0.5));
        model.with(Params.DEFAULT.withStop("b")).invoke("Hi");
        assertThat(body().get("inferenceConfig")).isEqualTo(json("{\"stopSequences\":[\"b\"]}"));

        model.with(Params.DEFAULT.withStop()).invoke("Hi");
        assertThat(body().get("inferenceConfig")).isNull();
        model.invoke("Hi");
        assertThat(body().object("inferenceConfig").get("stopSequences"))
                .isEqualTo(json("[\"a\"]"));
    }

    @Test
    @DisplayName("row 46: Converse's other settings go as they are, names and values")
    void theOtherSettingsGoAsTheyAre() {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("team_name", "search");
        metadata.put("teamName", "Search Team");
        local.script(unchecked("Fine."), unchecked("Fine."));

        bedrock.model(NOVA)
                .withServiceTier("flex")
                .withPerformanceConfig("optimized")
                .withRequestMetadata(metadata)
                .withPromptVariables(Map.of("who", "you"))
                .withAdditionalModelResponseFieldPaths("/stop_sequence")
                .with(new GuardrailConfig("gr1", "DRAFT"))
                .invoke("Hi");

        assertThat(body().without("messages"))
                .isEqualTo(
                        json(
                                "{\"guardrailConfig\":{\"guardrailIdentifier\":\"gr1\",\"guardrailVersion\":\"DRAFT\"},"
                                        + "\"promptVariables\":{\"who\":{\"text\":\"you\"}},"
                                        + "\"additionalModelResponseFieldPaths\":[\"/stop_sequence\"],"
                                        + "\"requestMetadata\":{\"team_name\":\"search\",\"teamName\":\"Search Team\"},"
                                        + "\"performanceConfig\":{\"latency\":\"optimized\"},\"serviceTier\":{\"type\":\"flex\"}}"));
        Json.Obj sent = body();
        bedrock.model(NOVA)
                .withServiceTier("flex")
                .withPerformanceConfig("optimized")
                .withRequestMetadata(metadata)
                .withAdditionalModelResponseFieldPaths("/stop_sequence")
                .with(new GuardrailConfig("gr1", "DRAFT"))
                .chat()
                .ask("Hi");
        assertThat(body()).isEqualTo(sent.without("promptVariables"));
    }

    @Test
    @DisplayName(
            "row 47: what a family does not take is left out, also of an ARN that is said to be one")
    void whatAFamilyDoesNotTakeIsLeftOut() {
        Params params = Params.DEFAULT.withTemperature(0.5).withTopP(0.9).withMaxTokens(9);
        local.script(unchecked("Fine."), unchecked("Fine."));

        bedrock.model("global.anthropic.claude-sonnet-5").with(params).invoke("Hi");
        assertThat(body().get("inferenceConfig")).isEqualTo(json("{\"maxTokens\":9}"));
        bedrock.model(ARN).withBaseModel("anthropic.claude-sonnet-5").with(params).invoke("Hi");
        assertThat(body().get("inferenceConfig")).isEqualTo(json("{\"maxTokens\":9}"));
    }

    @Test
    @DisplayName(
            "row 65: a guardrail that steps in is a stop reason, and its words stay out of the history")
    void aGuardrailIsAStopReason() {
        Chat chat = bedrock.model(NOVA).with(new GuardrailConfig("gr1", "DRAFT")).chat().open();
        local.script(answer("guardrail_intervened", "[{\"text\":\"Not that.\"}]"));

        Reply reply = chat.ask("Go");

        assertThat(reply.stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
        assertThat(reply.text()).isEqualTo("Not that.");
        assertThatThrownBy(reply::requireWhole).hasMessageContaining("guardrail_intervened");
        assertThat(chat.turns()).isEmpty();
    }

    @Test
    @DisplayName("row 67: the trace of a guardrail is Bedrock's word")
    void theTraceIsBedrocksWord() {
        bedrock.model(NOVA)
                .with(new GuardrailConfig("gr1", "1", "enabled_full", null, Json.EMPTY))
                .invoke("Hi");

        assertThat(body().object("guardrailConfig").string("trace")).isEqualTo("enabled_full");
    }

    @Test
    @DisplayName("row 72: input tokens are those that were read anew, as Bedrock counts them")
    void inputIsWhatWasReadAnew() {
        local.script(
                used(
                        "{\"inputTokens\":1,\"outputTokens\":2,\"totalTokens\":33,\"cacheReadInputTokens\":10,\"cacheWriteInputTokens\":20}"));

        var usage = bedrock.model(CLAUDE).invoke("Hi").usage();

        assertThat(usage.input()).isEqualTo(1);
        assertThat(usage.total()).isEqualTo(33);
    }

    @Test
    @DisplayName("row 77, 78: latency and content have one form, whole and streamed")
    void wholeAndStreamedHaveOneForm() {
        local.script(Scripted.text("Yes."), Scripted.text("Yes."));
        Turn whole = bedrock.model(NOVA).invoke("Go").turn();
        Turn streamed;
        try (ReplyStream stream = bedrock.model(NOVA).stream("Go")) {
            streamed = stream.reply().turn();
        }

        assertThat(streamed).isEqualTo(whole);
        assertThat(Objects.requireNonNull(streamed.metadata()).latencyMs()).isEqualTo(1);
        assertThat(whole.modelId()).isEqualTo(NOVA);
    }

    @Test
    @DisplayName("row 83: a model that nobody has heard of is streamed like any other")
    void anUnknownModelIsStreamed() {
        local.script(
                Scripted.events(
                        Event.messageStart(),
                        Event.textDelta(0, "Yes."),
                        Event.blockStop(0),
                        Event.messageStop("end_turn"),
                        Event.metadata(1, 1)));

        try (ReplyStream stream = bedrock.model("acme.new-model-v1:0").stream("Go")) {
            assertThat(stream.text()).containsExactly("Yes.");
        }
        assertThat(local.requests().getLast().path()).endsWith("/converse-stream");
    }

    @Test
    @DisplayName("row 97: tokens are counted of the history, the system prompt and any content")
    void tokensAreCountedOfAll() {
        Chat chat = bedrock.chat(CLAUDE).system("Be brief.").open();
        chat.addTurns(Turn.of(Message.user("Hi")), Turn.of(Message.assistant("Hello")));

        long words = chat.countTokens("And?");
        long more =
                chat.countTokens(
                        Content.text("And?"),
                        new Content.Document(
                                "txt", "plan", Source.bytes("word ".repeat(100).getBytes(UTF_8))));

        assertThat(local.requests().getLast().path()).endsWith("/count-tokens");
        Json.Obj counted = body().object("input").object("converse");
        assertThat(counted.array("messages")).hasSize(3);
        assertThat(counted.array("system")).hasSize(1);
        assertThat(words).isPositive();
        assertThat(more).isGreaterThan(words);
        assertThat(chat.turns()).hasSize(2);
    }

    @Test
    @DisplayName("row 98: as many calls at a time as there are, on virtual threads")
    void asManyCallsAsThereAre() throws Exception {
        int calls = 100;
        var together = new CountDownLatch(calls);
        try (var crowded =
                        LocalBedrock.builder()
                                .engine(
                                        (question, out) -> {
                                            together.countDown();
                                            await(together);
                                            out.accept(Event.messageStart());
                                            out.accept(Event.textDelta(0, "Yes."));
                                            out.accept(Event.blockStop(0));
                                            out.accept(Event.messageStop("end_turn"));
                                            out.accept(Event.metadata(1, 1));
                                        })
                                .start();
                var client = crowded.connect()) {
            var futures = new ArrayList<CompletableFuture<Reply>>();
            for (int i = 0; i < calls; i++) {
                futures.add(client.model(NOVA).invokeAsync(Message.user("Go " + i)));
            }
            for (CompletableFuture<Reply> future : futures) {
                assertThat(future.get(30, TimeUnit.SECONDS).text()).isEqualTo("Yes.");
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
