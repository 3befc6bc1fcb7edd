package dev.outcrop.it.ellmer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.it.WithLocal;
import dev.outcrop.it.faults.CapturedLog;
import dev.outcrop.json.Json;
import dev.outcrop.message.Message;
import dev.outcrop.message.StopReason;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.PromptCaching;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

/** Rows 12 to 27 of docs/ellmer.md: what is sent. */
@Isolated
class RequestRowsTest extends WithLocal {
    private static final String LONG = "word ".repeat(2_000);
    private static final Json POINT = json("{\"cachePoint\":{\"type\":\"default\"}}");

    @Test
    @DisplayName(
            "row 12, F27: api args that clash with what Outcrop makes win, and nothing is renamed")
    void apiArgsWinWhereTheyClash() {
        bedrock.model(NOVA)
                .withApiArgs(
                        Map.of(
                                "system", List.of(Map.of("text", "Theirs.")),
                                "inferenceConfig", Map.of("temperature", 0),
                                "messages",
                                        List.of(
                                                Map.of(
                                                        "role",
                                                        "user",
                                                        "content",
                                                        List.of(Map.of("text", "Theirs?"))))))
                .chat()
                .system("Ours.")
                .params(Params.DEFAULT.withTemperature(0.5).withMaxTokens(9))
                .ask("Ours?");

        assertThat(body())
                .isEqualTo(
                        json(
                                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Theirs?\"}]}],"
                                        + "\"system\":[{\"text\":\"Theirs.\"}],\"inferenceConfig\":{\"maxTokens\":9,\"temperature\":0}}"));
    }

    @Test
    @DisplayName("row 13: null in the api args takes a member away")
    void nullTakesAway() {
        bedrock.model(NOVA)
                .withApiArgs(Map.of("inferenceConfig", Json.NULL))
                .chat()
                .params(Params.DEFAULT.withTemperature(0.5))
                .ask("Hi");

        assertThat(body().members()).containsOnlyKeys("messages");
    }

    @Test
    @DisplayName("row 14: empty objects are sent as they are")
    void emptyObjectsStay() {
        bedrock.model(NOVA)
                .withApiArgs(
                        Map.of(
                                "additionalModelRequestFields",
                                Map.of("a", Map.of(), "b", List.of())))
                .chat()
                .ask("Hi");

        assertThat(body().get("additionalModelRequestFields"))
                .isEqualTo(json("{\"a\":{},\"b\":[]}"));
    }

    @Test
    @DisplayName("row 15: a setting that the model does not have is left out, and said once")
    void aSettingThatTheModelDoesNotHaveIsSaidOnce() {
        try (var log = new CapturedLog()) {
            Chat chat = bedrock.chat(LLAMA).params(Params.DEFAULT.withTopK(3).withSeed(7)).open();
            chat.ask("One?");
            chat.ask("Two?");

            assertThat(log.text().split("not sent", -1)).hasSize(2);
            assertThat(log.text()).contains("topK, seed").contains(LLAMA);
        }
        assertThat(body().members()).containsOnlyKeys("messages");
    }

    @Test
    @DisplayName("row 16: extras go to the model's own fields, as they are")
    void extrasGoToTheModelsOwnFields() {
        bedrock.chat(LLAMA).params(Params.DEFAULT.withExtra("min_p", 0.05)).ask("Hi");

        assertThat(body().get("additionalModelRequestFields")).isEqualTo(json("{\"min_p\":0.05}"));
    }

    @Test
    @DisplayName("row 17, F3: one stop sequence is an array, too")
    void oneStopSequenceIsAnArray() {
        bedrock.chat(NOVA).params(Params.DEFAULT.withStop("cool")).ask("Hi");

        assertThat(body().object("inferenceConfig").get("stopSequences"))
                .isEqualTo(json("[\"cool\"]"));
    }

    @Test
    @DisplayName("row 18: maxTokens is the model's own unless set; a truncated answer says so")
    void maxTokensIsNotMadeUp() {
        bedrock.chat(NOVA).ask("Hi");
        assertThat(body().get("inferenceConfig")).isNull();

        Reply reply =
                bedrock.chat(NOVA).params(Params.DEFAULT.withMaxTokens(3)).ask("Tell me a story");
        assertThat(reply.stopReason()).isEqualTo(StopReason.MAX_TOKENS);
        assertThatThrownBy(reply::requireWhole)
                .isInstanceOf(IncompleteReplyException.class)
                .hasMessageContaining("maxTokens");
    }

    @ParameterizedTest
    @CsvSource({"0.1,0.1", "0.30000000000000004,0.30000000000000004", "1e-5,0.00001", "1,1", "0,0"})
    @DisplayName("row 19: numbers are written as a person would")
    void numbersAreWrittenAsAPersonWould(double temperature, String written) {
        bedrock.chat(NOVA).params(Params.DEFAULT.withTemperature(temperature)).ask("Hi");

        assertThat(body().object("inferenceConfig"))
                .hasToString("{\"temperature\":" + written + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0,true",
        "global.anthropic.claude-sonnet-4-5-20250929-v1:0,true",
        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0,true",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0,true",
        "us.amazon.nova-lite-v1:0,true",
        "us.meta.llama3-3-70b-instruct-v1:0,false",
        "anthropic.claude-v2:1,false",
        "anthropic.claude-3-haiku-20240307-v1:0,false"
    })
    @DisplayName("row 20, F19: whether a prompt is cached goes by what the model is, ARNs included")
    void cachingGoesByWhatTheModelIs(String id, boolean cached) {
        bedrock.chat(id).system(LONG).ask("Hi");

        assertThat(body().array("system").contains(POINT)).isEqualTo(cached);
    }

    @Test
    @DisplayName("row 20: of an ARN that does not tell, the caller says what it is")
    void anArnThatDoesNotTellIsCachedWhereTheCallerSays() {
        bedrock.model(ARN).withBaseModel(CLAUDE).chat().system(LONG).ask("Hi");
        assertThat(body().array("system")).contains(POINT);
    }

    @Test
    @DisplayName("row 21: an hour only where the model has it; Nova is never sent a ttl")
    void anHourIsAskedForOnlyWhereTheModelHasIt() {
        bedrock.model(CLAUDE).with(PromptCaching.ONE_HOUR).chat().system(LONG).ask("Hi");
        assertThat(body().array("system").getLast())
                .isEqualTo(json("{\"cachePoint\":{\"type\":\"default\",\"ttl\":\"1h\"}}"));

        bedrock.model(NOVA).with(PromptCaching.ONE_HOUR).chat().system(LONG).ask("Hi");
        assertThat(body().array("system").getLast()).isEqualTo(POINT);
    }

    @Test
    @DisplayName(
            "row 22: after the system prompt and the last two questions; never alone in a message")
    void pointsStandAtTheEndsOfWhatIsSaidAgain() {
        Chat chat = bedrock.chat(CLAUDE).system(LONG).open();
        for (String question : List.of("One?", "Two?", "Three?")) {
            chat.ask(question);
        }

        assertThat(body().toString().split("cachePoint", -1)).hasSize(4);
        assertThat(content(4)).endsWith(POINT).hasSize(2);
        assertThat(content(2)).endsWith(POINT).hasSize(2);
        assertThat(content(0)).hasSize(1);
    }

    @Test
    @DisplayName("row 23, F20: another model is cached by its own rules")
    void anotherModelIsCachedByItsOwnRules() {
        Chat chat = bedrock.chat(CLAUDE).system(LONG).open();
        chat.ask("One?");
        assertThat(body().array("system")).contains(POINT);

        chat.setModel(LLAMA);
        chat.ask("Two?");
        assertThat(body().toString()).doesNotContain("cachePoint");
    }

    @Test
    @DisplayName("row 24, F25: a blank system prompt is none")
    void aBlankSystemPromptIsNone() {
        bedrock.chat(NOVA).system(" \n").ask("Hi");
        assertThat(body().get("system")).isNull();

        bedrock.model(NOVA).invoke(Message.system(""), Message.user("Hi"));
        assertThat(body().get("system")).isNull();
    }

    @Test
    @DisplayName("row 25: a system prompt of several paragraphs is one block")
    void aSystemPromptIsOneBlock() {
        bedrock.chat(NOVA).system(String.join("\n\n", "One.", "Two.")).ask("Hi");

        assertThat(body().get("system")).isEqualTo(json("[{\"text\":\"One.\\n\\nTwo.\"}]"));
    }

    @Test
    @DisplayName("row 26: blank text is left out, in messages of both roles")
    void blankTextIsLeftOut() {
        bedrock.model(NOVA)
                .invoke(
                        Message.user(
                                dev.outcrop.message.Content.text(" "),
                                dev.outcrop.message.Content.text("Hi")),
                        Message.assistant("\n"),
                        Message.user("And?"));

        assertThat(body().get("messages"))
                .isEqualTo(
                        json(
                                "[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"},{\"text\":\"And?\"}]}]"));
    }

    @Test
    @DisplayName("row 27: a question without content is refused, and not sent")
    void aQuestionWithoutContentIsRefused() {
        Chat chat = bedrock.chat(NOVA).open();

        assertThatThrownBy(chat::ask).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                bedrock.model(NOVA)
                                        .invoke(
                                                new Message(
                                                        dev.outcrop.message.Role.USER, List.of())))
                .isInstanceOf(ValidationException.class);
        assertThat(local.requests()).isEmpty();
    }
}
