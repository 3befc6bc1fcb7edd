package dev.outcrop.internal.history;

import static dev.outcrop.internal.history.SendableHistoryTest.call;
import static dev.outcrop.internal.history.SendableHistoryTest.request;
import static dev.outcrop.message.Content.text;
import static dev.outcrop.message.Message.assistant;
import static dev.outcrop.message.Message.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.family.Api;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Objects;

/** What models take of the results of tools; a test a row of the table in the docs. */
class ToolResultsTest {
    private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String NOVA = "us.amazon.nova-2-lite-v1:0";
    private static final String LLAMA = "us.meta.llama4-maverick-17b-instruct-v1:0";
    private static final String PIXTRAL = "us.mistral.pixtral-large-2502-v1:0";
    private static final String QWEN = "qwen.qwen3-vl-235b-a22b";
    private static final String PALMYRA = "us.writer.palmyra-x5-v1:0";

    /** An id that every model accepts. */
    private static final String ID = "aB3dE6gH9";

    private static final Message HI = user("Hi");
    private static final Content IMAGE =
            new Content.Image("png", Source.bytes(new byte[] {1, 2, 3}));
    private static final Content PDF =
            new Content.Document("pdf", "plan", Source.bytes(new byte[] {1}));
    private static final Content CSV =
            new Content.Document("csv", "table", Source.bytes(new byte[] {1}));
    private static final Content FILM = new Content.Video("mp4", Source.s3("s3://b/k"));
    private static final Content SOUND = new Content.Audio("wav", Source.bytes(new byte[] {1}));

    @Test
    void whatAModelTakesInsideAResultStaysThere() {
        for (Content block : List.of(IMAGE, PDF, CSV)) {
            assertThat(sentTo(CLAUDE, result(ID, block))).containsExactly(result(ID, block));
        }
        assertThat(sentTo(NOVA, result(ID, IMAGE, CSV))).containsExactly(result(ID, IMAGE, CSV));
        assertThat(sentTo(LLAMA, result(ID, IMAGE, PDF))).containsExactly(result(ID, IMAGE, PDF));
        assertThat(sentTo(PIXTRAL, result(ID, PDF))).containsExactly(result(ID, PDF));
    }

    @Test
    void whatItDoesNotTakeFollowsUnderAName() {
        assertThat(sentTo(NOVA, result(ID, text("Here:"), PDF), text("Well?")))
                .containsExactly(
                        result(
                                ID,
                                text("Here:"),
                                text("See document 1 of result 1, after the results.")),
                        text("This is document 1 of result 1:"),
                        PDF,
                        text("Well?"));
        assertThat(sentTo("vendor.model-of-tomorrow-v1:0", result(ID, FILM, SOUND)))
                .containsExactly(
                        result(
                                ID,
                                text("See video 1 of result 1, after the results."),
                                text("See audio 2 of result 1, after the results.")),
                        text("This is video 1 of result 1:"),
                        FILM,
                        text("This is audio 2 of result 1:"),
                        SOUND);
    }

    /** Live: anomalyco/opencode#49443. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "moonshotai.kimi-k2.5",
                "google.gemma-3-27b-it",
                "nvidia.nemotron-nano-12b-v2",
                "xai.grok-4.3",
                "openai.gpt-6-astra",
                "global.openai.gpt-5.6-sol",
                "qwen.qwen3-vl-235b-a22b",
                "us.mistral.pixtral-large-2502-v1:0",
                "us.meta.llama3-2-90b-instruct-v1:0",
                "vendor.model-of-tomorrow-v1:0",
                "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1"
            })
    void anImageStandsBesideTheResultForMostModels(String modelId) {
        List<Message> sent = sent(modelId, HI, assistant(call(ID)), user(result(ID, IMAGE)));

        assertThat(sent.toString()).contains("See image 1 of result 1, after the results.");
        assertThat(sent.getLast().content())
                .endsWith(text("This is image 1 of result 1:"), IMAGE)
                .allMatch(
                        block ->
                                !(block instanceof Content.ToolResult result)
                                        || !result.content().contains(IMAGE));
    }

    @Test
    void anApiWhoseResultsAreTextsIsSentTexts() {
        for (String modelId : List.of(CLAUDE, NOVA, LLAMA, PIXTRAL)) {
            ConverseRequest asked =
                    request(modelId, HI, assistant(call(ID)), user(result(ID, IMAGE, CSV)));

            List<Message> sent =
                    SendableHistory.of(asked, ModelName.of(modelId), Api.CHAT_COMPLETIONS)
                            .messages();

            assertThat(sent.get(2).content().getFirst())
                    .isEqualTo(
                            result(
                                    ID,
                                    text("See image 1 of result 1, after the results."),
                                    text("See document 2 of result 1, after the results.")));
            assertThat(sent.getLast().content()).contains(IMAGE, CSV);
        }
    }

    @Test
    void severalResultsComeFirstAndThenWhatIsOfThem() {
        List<Content> sent =
                sent(
                                QWEN,
                                HI,
                                assistant(call(ID), call("y")),
                                user(result(ID, IMAGE), result("y", IMAGE)))
                        .get(2)
                        .content();

        assertThat(sent.subList(0, 2)).allMatch(Content.ToolResult.class::isInstance);
        assertThat(sent.subList(2, 6))
                .containsExactly(
                        text("This is image 1 of result 1:"),
                        IMAGE,
                        text("This is image 1 of result 2:"),
                        IMAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {LLAMA, PIXTRAL})
    void whereResultsMustBeAloneTheRestFollowsInAMessageOfItsOwn(String modelId) {
        assertThat(sent(modelId, HI, assistant(call(ID)), user(result(ID, text("1")), text("So?"))))
                .containsExactly(
                        HI,
                        assistant(call(ID)),
                        user(result(ID, text("1"))),
                        assistant("."),
                        user("So?"));
    }

    @Test
    void aModelThatTakesNoStatusIsToldOfAnErrorInWords() {
        var error = new Content.ToolResult(ID, List.of(text("no")), "error", null, Json.EMPTY);

        assertThat(sentTo(PALMYRA, error)).containsExactly(result(ID, text("Error:"), text("no")));
        assertThat(sentTo(NOVA, error)).containsExactly(error);
    }

    @Test
    void toolsThatMayNotBeUsedAreLeftOutOrNamedAsSuch() {
        var spec = new ToolDefinition.Spec("look", "Looks.", Json.EMPTY, null, Json.EMPTY);
        var none = new ToolConfig(List.of(spec), ToolChoice.NONE, Json.EMPTY);

        ConverseRequest unused = request(NOVA, HI).toBuilder().toolConfig(none).build();
        assertThat(SendableHistory.of(unused).toolConfig()).isNull();

        ConverseRequest used =
                request(NOVA, HI, assistant(call(ID)), user(result(ID, text("1")))).toBuilder()
                        .toolConfig(none)
                        .build();
        ToolConfig sent = Objects.requireNonNull(SendableHistory.of(used).toolConfig());
        assertThat(sent.toolChoice()).isNull();
        assertThat(((ToolDefinition.Spec) sent.tools().getFirst()).description())
                .contains("Do not call it");
    }

    private static List<Content> sentTo(String modelId, Content... answer) {
        return sent(modelId, HI, assistant(call(ID)), user(answer)).get(2).content();
    }

    /** Twice repaired, as repairing again must change nothing. */
    private static List<Message> sent(String modelId, Message... messages) {
        ConverseRequest sent = SendableHistory.of(request(modelId, messages));
        assertThat(SendableHistory.of(sent)).isSameAs(sent);
        return sent.messages();
    }

    private static Content result(String id, Content... content) {
        return new Content.ToolResult(id, List.of(content));
    }
}
