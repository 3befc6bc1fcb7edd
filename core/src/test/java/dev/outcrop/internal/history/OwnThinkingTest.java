package dev.outcrop.internal.history;

import static dev.outcrop.message.Content.text;
import static dev.outcrop.message.Message.assistant;
import static dev.outcrop.message.Message.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.family.ReasoningRules;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnThinkingTest {
    private static final String SONNET = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String ARN =
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2";
    private static final Content.Reasoning THOUGHT = new Content.Reasoning("so", "sig");

    @ParameterizedTest
    @CsvSource({
        SONNET + "," + SONNET + ", true",
        SONNET + ", global.anthropic.claude-sonnet-4-5-20250929-v1:0, true",
        SONNET + ", anthropic.claude-sonnet-4-5-20250929-v1:0:200k, true",
        SONNET
                + ", arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-5-20250929-v1:0,"
                + " true",
        SONNET + ", us.anthropic.claude-opus-4-6-v1, false",
        ARN + "," + ARN + ", true",
        ARN + "," + ARN + "c, false"
    })
    void thinkingIsSentToTheModelThatProducedItOnly(String from, String to, boolean sent) {
        Turn turn = Provenance.recorded(turn(null, THOUGHT, text("A")), producer(from, null));

        ConverseRequest request = request(to, turn.message());
        ConverseRequest own = OwnThinking.in(request, producer(to, null), ReasoningRules.SIGNED);

        if (sent) {
            assertThat(own).isSameAs(request);
        } else {
            assertThat(own.messages().get(1)).isEqualTo(assistant("A"));
        }
    }

    @Test
    void thinkingOfAnotherServerIsLeftOut() {
        Turn turn = Provenance.recorded(turn(null, THOUGHT, text("A")), producer("m", "one.test"));

        assertThat(
                        OwnThinking.in(
                                        request("m", turn.message()),
                                        producer("m", "one.test"),
                                        ReasoningRules.SIGNED)
                                .messages()
                                .get(1)
                                .content())
                .hasSize(2);
        assertThat(
                        OwnThinking.in(
                                        request("m", turn.message()),
                                        producer("m", "two.test"),
                                        ReasoningRules.SIGNED)
                                .messages()
                                .get(1)
                                .content())
                .hasSize(1);
    }

    @Test
    void aTurnSaysWhoseThinkingItIsIfTheBlockDoesNot() {
        Turn turn = turn(SONNET, THOUGHT, text("A"));
        Producer nova = producer("us.amazon.nova-pro-v1:0", null);
        Message message = Provenance.message(turn);

        assertThat(
                        OwnThinking.in(
                                        request(SONNET, message),
                                        producer(SONNET, null),
                                        ReasoningRules.SIGNED)
                                .messages()
                                .get(1)
                                .content())
                .hasSize(2);
        assertThat(
                        OwnThinking.in(request(SONNET, message), nova, ReasoningRules.SIGNED)
                                .messages()
                                .get(1)
                                .content())
                .hasSize(1);
        assertThat(Provenance.message(Provenance.recorded(turn, nova)))
                .isEqualTo(Provenance.recorded(turn, nova).message());
    }

    @Test
    void aBlockThatNamesNobodyIsJudgedByItsForm() {
        ConverseRequest request = request(SONNET, assistant(THOUGHT, text("A")));
        Producer self = producer(SONNET, null);

        assertThat(OwnThinking.in(request, self, ReasoningRules.SIGNED)).isSameAs(request);
        assertThat(OwnThinking.in(request, self, ReasoningRules.SIGNED_AND_KNOWN).messages().get(1))
                .isEqualTo(assistant("A"));
    }

    @Test
    void aMessageOfForeignThinkingAloneIsLeftOut() {
        Turn turn = Provenance.recorded(turn(null, THOUGHT), producer("a", null));

        assertThat(
                        OwnThinking.in(
                                        request("b", turn.message()),
                                        producer("b", null),
                                        ReasoningRules.SIGNED)
                                .messages())
                .containsExactly(user("Hi"), user("Well?"));
    }

    @Test
    void whatBelongsToForeignThinkingIsLeftOutWithIt() {
        Json.Obj item =
                Json.EMPTY.with("openai_responses", Json.parse("{\"item\":{\"id\":\"msg_1\"}}"));
        var details =
                new Content.Unknown(
                        Json.EMPTY.with(
                                "openai_chat.message", Json.parse("{\"reasoning_details\":[1]}")));
        var words = new Content.Text("A", item);
        Turn turn = Provenance.recorded(turn(null, THOUGHT, words, details), producer("a", null));
        ConverseRequest request = request("b", turn.message());

        assertThat(
                        OwnThinking.in(request, producer("b", null), ReasoningRules.ENCRYPTED)
                                .messages()
                                .get(1))
                .isEqualTo(assistant("A"));
        assertThat(OwnThinking.in(request, producer("a", null), ReasoningRules.ENCRYPTED))
                .isSameAs(request);
    }

    @Test
    void theOriginIsNeverSentAndCanBeRemoved() {
        Turn turn = turn(null, THOUGHT, text("A"));
        Turn recorded = Provenance.recorded(turn, producer(SONNET, null));

        assertThat(recorded).isNotEqualTo(turn);
        assertThat(Provenance.without(recorded)).isEqualTo(turn);
        assertThat(VendorBlocks.without(request(SONNET, recorded.message())).messages().get(1))
                .isEqualTo(turn.message());
    }

    private static Producer producer(String modelId, @Nullable String server) {
        return Producer.of(modelId, ModelName.of(modelId), server);
    }

    private static Turn turn(@Nullable String modelId, Content... content) {
        return new Turn(
                assistant(content),
                new Turn.Metadata(StopReason.END_TURN, Usage.NONE, Json.EMPTY, null, modelId));
    }

    private static ConverseRequest request(String modelId, Message answer) {
        return ConverseRequest.builder(modelId).messages(user("Hi"), answer, user("Well?")).build();
    }
}
