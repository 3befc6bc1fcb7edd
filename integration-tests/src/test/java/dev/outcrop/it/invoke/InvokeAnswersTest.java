package dev.outcrop.it.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.aws.Credentials;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.protocol.invoke.InvocationMetrics;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.message.Content;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Retries;
import dev.outcrop.settings.Protocol;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Every recorded answer of InvokeModel and InvokeModelWithResponseStream, over a real socket. */
@LocalBedrockTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvokeAnswersTest {
    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeAll
    void start(LocalBedrock local) {
        this.local = local;
        bedrock =
                builder()
                        .baseUrl(local.endpoint().toString())
                        .region("us-east-1")
                        .credentials(
                                AwsCredentials.of(Credentials.accessKeys("local", "no-secret")))
                        .retries(Retries.NONE)
                        .build();
    }

    @AfterAll
    void stop() {
        bedrock.close();
    }

    Bedrock.Builder builder() {
        return Bedrock.builder();
    }

    static Stream<Recorded> chats() {
        return Recorded.all().stream().filter(Recorded::isChat);
    }

    static Stream<Recorded> answers() {
        return chats().filter(Recorded::isAnswered).filter(one -> !one.isStream());
    }

    static Stream<Recorded> streams() {
        return chats().filter(Recorded::isAnswered)
                .filter(Recorded::isStream)
                .filter(one -> !one.isRefusedInStream());
    }

    static Stream<Recorded> refusals() {
        return chats().filter(one -> !one.isAnswered() || one.isRefusedInStream());
    }

    @Test
    void allButEmbeddingsAndRankingsAndRetiredModelsAreChats() {
        List<Recorded> all = Recorded.all();

        assertThat(all).hasSize(246);
        assertThat(
                        all.stream()
                                .filter(one -> !one.isChat() && !one.isRetired())
                                .map(Recorded::modelId)
                                .distinct())
                .containsExactlyInAnyOrder(
                        "amazon.nova-2-multimodal-embeddings-v1:0",
                        "amazon.titan-embed-text-v1",
                        "amazon.titan-embed-text-v2:0",
                        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/otnfa2ysixqd",
                        "cohere.embed-english-v3",
                        "cohere.embed-v4:0",
                        "cohere.rerank-v3-5:0",
                        "us.cohere.embed-v4:0");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerSaysWhatWasRecorded(Recorded recorded) {
        Json.Obj body = recorded.answer();
        Turn turn = answered(recorded).turn();

        assertThat(turn.text()).isEqualTo(Expected.withoutThinking(Expected.text(body)));
        assertThat(turn.reasoning().isEmpty())
                .isEqualTo(
                        Expected.text(body).equals(Expected.withoutThinking(Expected.text(body))));
        assertThat(calls(turn)).isEqualTo(Expected.calls(List.of(body)));
        assertThat(String.valueOf(turn.stopReason())).isEqualTo(Expected.reason(List.of(body)));
        if (recorded.header("input-token-count") >= 0) {
            assertThat(turn.usage().input() + cachedByOpenAi(body))
                    .isEqualTo(recorded.header("input-token-count"));
            assertThat(turn.usage().output()).isEqualTo(recorded.header("output-token-count"));
            assertThat(Objects.requireNonNull(turn.metadata()).latencyMs())
                    .isEqualTo(recorded.header("invocation-latency"));
        }
        assertThat(turn.usage().known()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whatWasReadIsTheWholeBody(Recorded recorded) {
        assertThat(parsed(answered(recorded).raw())).isEqualTo(parsed(recorded.answer()));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamSaysWhatWasRecorded(Recorded recorded) {
        List<Json.Obj> chunks = recorded.chunks();
        Turn turn = answered(recorded).turn();

        assertThat(turn.text()).isEqualTo(Expected.withoutThinking(Expected.text(chunks)));
        assertThat(calls(turn)).isEqualTo(Expected.calls(chunks));
        assertThat(String.valueOf(turn.stopReason())).isEqualTo(Expected.reason(chunks));
        assertThat(turn.content())
                .allSatisfy(
                        block ->
                                assertThat(block)
                                        .isInstanceOfAny(
                                                Content.Text.class,
                                                Content.Reasoning.class,
                                                Content.ToolUse.class));
        Json.Obj metrics = chunks.getLast().object(InvocationMetrics.METRICS);
        if (!metrics.isEmpty()) {
            assertThat(turn.usage().input()).isEqualTo(metrics.integer("inputTokenCount", -1));
            assertThat(turn.usage().output())
                    .isIn(metrics.integer("outputTokenCount", -1), claudesCount(chunks));
            assertThat(Objects.requireNonNull(turn.metadata()).latencyMs())
                    .isEqualTo(metrics.integer("invocationLatency", -1));
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalIsTheExceptionThatItNames(Recorded recorded) {
        assertThatThrownBy(() -> answered(recorded))
                .isInstanceOf(BedrockException.class)
                .satisfies(
                        e -> {
                            if (recorded.isRefusedInStream()) {
                                assertThat(e).isInstanceOf(ValidationException.class);
                            } else {
                                assertThat(((BedrockException) e).details().status())
                                        .isEqualTo(recorded.status());
                            }
                        });
    }

    private Reply answered(Recorded recorded) {
        local.script(
                Scripted.raw(recorded.status(), recorded.headers(), Bytes.of(recorded.bytes())));
        Model model = bedrock.model(recorded.modelId()).with(Protocol.INVOKE_MODEL);
        if (recorded.modelId().contains(":sagemaker:")) {
            model = model.with(ModelFamily.DEEPSEEK);
        }
        if (!recorded.isStream()) {
            return model.invoke("anything");
        }
        try (ReplyStream stream = model.stream("anything")) {
            return stream.reply();
        }
    }

    private static List<String> calls(Turn turn) {
        return turn.toolUses().stream().map(use -> use.name() + use.input()).toList();
    }

    /** What Claude itself counted, which is not always what Bedrock did. */
    private static long claudesCount(List<Json.Obj> chunks) {
        return chunks.stream()
                .filter(chunk -> "message_delta".equals(chunk.string("type")))
                .mapToLong(chunk -> chunk.object("usage").integer("output_tokens", -1))
                .max()
                .orElse(-1);
    }

    /** OpenAI counts what was read from the cache as input, too. */
    private static long cachedByOpenAi(Json.Obj body) {
        return body.object("usage").object("prompt_tokens_details").integer("cached_tokens", 0);
    }

    /** A tool's input as JSON, because the blanks in its text say nothing. */
    private static Json parsed(Json json) {
        return switch (json) {
            case Json.Obj object -> {
                Json.Obj parsed = Json.EMPTY;
                for (var member : object.members().entrySet()) {
                    boolean input = member.getKey().equals("arguments");
                    parsed =
                            parsed.with(
                                    member.getKey(),
                                    input && member.getValue() instanceof Json.Str(String text)
                                            ? Json.parse(text)
                                            : parsed(member.getValue()));
                }
                yield parsed;
            }
            case Json.Arr(List<Json> elements) ->
                    new Json.Arr(elements.stream().map(InvokeAnswersTest::parsed).toList());
            case Json.Str string -> string;
            case Json.Num number -> number;
            case Json.Bool bool -> bool;
            case Json.Null() -> Json.NULL;
        };
    }
}
