package dev.outcrop.internal.history;

import static dev.outcrop.message.Content.text;
import static dev.outcrop.message.Message.assistant;
import static dev.outcrop.message.Message.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/** The rules for messages; a test a row of the table in the docs. */
public class SendableHistoryTest {
    private static final String NOVA = "us.amazon.nova-lite-v1:0";
    private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String OPUS = "global.anthropic.claude-opus-4-6-v1";

    private static final Content CACHE = new Content.CachePoint(null);
    private static final Message HI = user("Hi");

    @Test
    void whatIsLegalIsTheSameInstance() {
        ConverseRequest request =
                request(NOVA, HI, assistant("Hello."), user(text("Read"), document("a")));

        assertThat(SendableHistory.of(request)).isSameAs(request);
    }

    @Test
    void blankTextGoes() {
        assertThat(sent(user(text("  "), text("Hi"), text("\n"), text(""), text("\u00a0"))))
                .containsExactly(HI);
    }

    @Test
    void blankTextOfTheSystemPromptGoes() {
        ConverseRequest request =
                ConverseRequest.builder(NOVA)
                        .system(List.of(text(" "), CACHE))
                        .messages(HI)
                        .build();

        assertThat(SendableHistory.of(request).system()).isEmpty();
    }

    @Test
    void whiteSpaceThatKeepsACachePointFromADocumentStays() {
        var question = user(text("Read"), document("a"), text("\n"), CACHE);

        assertThat(sent(question)).containsExactly(question);
    }

    @Test
    void aMessageThatSaysNothingGoesAndItsNeighboursBecomeOne() {
        assertThat(sent(user("One"), assistant(text(" ")), user("Two")))
                .containsExactly(user(text("One"), text("Two")));
    }

    @Test
    void aQuestionThatSaysNothingIsRefused() {
        assertThatThrownBy(() -> sent(HI, assistant("Hello."), user(text(" "), CACHE)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("messages.2.content.0")
                .hasMessageContaining("message without content")
                .hasMessageContaining(NOVA)
                .hasMessageContaining("Add text");
        assertThatThrownBy(() -> sent(user(""))).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> sent(assistant(""))).isInstanceOf(ValidationException.class);
    }

    @Test
    void neighboursOfOneRoleBecomeOneMessage() {
        assertThat(sent(user("One"), user("Two"), assistant("A"), assistant("B"), HI))
                .containsExactly(
                        user(text("One"), text("Two")), assistant(text("A"), text("B")), HI);
    }

    @Test
    void titanMayHearTheUserTwice() {
        ConverseRequest request = request("amazon.titan-text-express-v1", HI, HI);

        assertThat(SendableHistory.of(request)).isSameAs(request);
    }

    @Test
    void theUserBeginsUnlessTheModelLetsTheAssistant() {
        ConverseRequest claude = request(CLAUDE, assistant("Hello."), HI);

        assertThat(sent(assistant("Hello."), HI))
                .containsExactly(user("."), assistant("Hello."), HI);
        assertThat(SendableHistory.of(claude)).isSameAs(claude);
    }

    @Test
    void whiteSpaceAtTheEndOfAFinalAssistantMessageGoes() {
        assertThat(sent(HI, assistant("Once \n"))).containsExactly(HI, assistant("Once"));
        assertThat(sent(HI, assistant("Once "), HI)).containsExactly(HI, assistant("Once "), HI);
    }

    @Test
    void newClaudeModelsDoNotGoOnWithAnAssistantMessage() {
        assertThatThrownBy(
                        () ->
                                SendableHistory.of(
                                        request(OPUS, HI, assistant(text("A"), text("Once")))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("messages.1.content.1")
                .hasMessageContaining("End with a user message");
        SendableHistory.of(request(CLAUDE, HI, assistant("Once")));
    }

    @Test
    void aDocumentWithoutTextGetsSome() {
        assertThat(sent(user(document("a"), CACHE)))
                .containsExactly(user(document("a"), text("."), CACHE));
    }

    @Test
    void documentNamesAreLegalUniqueAndStable() {
        Message first = user(text("1"), document("C:\\plans\\Müller & Co.  v2.pdf"));
        Message second = user(text("2"), document("报告.pdf"), document("Muller Co v2"));

        assertThat(names(sent(first))).containsExactly("Muller Co v2");
        assertThat(names(sent(first, assistant("ok"), second)))
                .containsExactly("Muller Co v2", "document", "Muller Co v2 (2)");
    }

    @Test
    void documentsInResultsHaveNamesOfTheirOwn() {
        List<Message> sent =
                sent(
                        user(text("Read"), document("a")),
                        assistant(call("x")),
                        user(new Content.ToolResult("x", List.of(document("a")))));

        assertThat(names(sent)).containsExactly("a", "a (2)");
    }

    @Test
    void noMoreThanFourCachePointsAreSentAndTheOldestGo() {
        ConverseRequest request =
                ConverseRequest.builder(NOVA)
                        .system(List.of(text("Be brief."), CACHE))
                        .messages(
                                user(text("1"), CACHE),
                                assistant(text("2"), CACHE),
                                user(text("3"), CACHE, text("4"), CACHE))
                        .build();

        ConverseRequest sent = SendableHistory.of(request);

        assertThat(sent.system()).isEqualTo(request.system());
        assertThat(sent.messages())
                .containsExactly(user("1"), request.messages().get(1), request.messages().get(2));
    }

    @Test
    void cachePointsThatMarkNothingGo() {
        assertThat(
                        SendableHistory.of(
                                        request(
                                                CLAUDE,
                                                user(CACHE),
                                                user(CACHE, text("1"), CACHE, text(" "), CACHE),
                                                assistant(
                                                        new Content.Reasoning("so", "sig"),
                                                        CACHE,
                                                        text("2")),
                                                HI))
                                .messages())
                .containsExactly(
                        user(text("1"), CACHE),
                        assistant(new Content.Reasoning("so", "sig"), text("2")),
                        HI);
    }

    @Test
    void claudeIsNotSentThinkingWithoutSignature() {
        Message thought = assistant(new Content.Reasoning("so", null), text("A"));
        ConverseRequest other = request("openai.gpt-oss-120b-1:0", HI, thought, HI);

        assertThat(SendableHistory.of(request(CLAUDE, HI, thought, HI)).messages())
                .containsExactly(HI, assistant("A"), HI);
        assertThat(SendableHistory.of(other)).isSameAs(other);
    }

    @Test
    void aMessageOfThinkingAloneHasNoContent() {
        var signed = new Content.Reasoning("so", "sig");
        var sealed = Content.Reasoning.redacted(Source.Blob.of(new byte[] {1}));

        for (Message thought :
                List.of(
                        assistant(signed),
                        assistant(sealed),
                        assistant(signed, sealed, CACHE),
                        assistant(signed, text("\n\n")))) {
            assertThat(SendableHistory.of(request(CLAUDE, HI, thought, user("Well?"))).messages())
                    .containsExactly(user(text("Hi"), text("Well?")));
            assertThat(SendableHistory.of(request(OPUS, HI, thought)).messages())
                    .containsExactly(HI);
        }
    }

    @Test
    void aHistoryAloneKeepsAllThinking() {
        List<Message> history =
                List.of(HI, assistant(new Content.Reasoning("so", null)), HI, assistant("A"));

        assertThat(SendableHistory.of(history)).isSameAs(history);
    }

    @Test
    void citationsWithoutTextStayWithNova() {
        var citation = new Citation("Page", null, List.of(), null, Json.EMPTY);
        var cited = new Content.CitedText(List.of(), List.of(citation), Json.EMPTY);
        Message answer = assistant(text("A"), cited);
        ConverseRequest nova = request(NOVA, HI, answer, HI);

        assertThat(SendableHistory.of(nova)).isSameAs(nova);
        assertThat(SendableHistory.of(request(CLAUDE, HI, answer, HI)).messages().get(1))
                .isEqualTo(assistant("A"));
    }

    @Test
    void whiteSpaceBetweenCitedTextsBelongsToTheText() {
        Content one = cited("One.");
        Content two = cited("Two.");

        assertThat(sent(HI, assistant(one, text(" "), two), HI).get(1))
                .isEqualTo(assistant(cited("One. "), two));
        assertThat(sent(HI, assistant(text("A"), cited(""), text("\n"), cited("")), HI).get(1))
                .isEqualTo(assistant(text("A\n"), cited(""), cited("")));
        assertThat(sent(HI, assistant(one, text(" ")), HI).get(1)).isEqualTo(assistant(one));
    }

    private static Content cited(String words) {
        return new Content.CitedText(
                words.isEmpty() ? List.of() : List.of(text(words)),
                List.of(new Citation("Page", null, List.of(), null, Json.EMPTY)),
                Json.EMPTY);
    }

    @Test
    void whatTheCallerSaysOfAnArnBringsItsRules() {
        String arn = "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdef123456";
        Message thought = assistant(new Content.Reasoning("so", null), text("A"));
        ConverseRequest request = request(arn, HI, thought, HI);
        ModelName said = ModelName.of(arn).as(ModelFamily.GPT_OSS);

        assertThat(SendableHistory.of(request).messages()).containsExactly(HI, assistant("A"), HI);
        assertThat(SendableHistory.of(request, said)).isSameAs(request);
        assertThat(SendableHistory.of(request, ModelName.of(CLAUDE)).messages())
                .containsExactly(HI, assistant("A"), HI);
    }

    @Test
    void aLoadedHistoryIsRepairedAndItsLastCallsStayOpen() {
        List<Message> history =
                List.of(user(text("Hi"), text("")), user("again"), assistant(call("x")));

        assertThat(SendableHistory.of(history))
                .containsExactly(user(text("Hi"), text("again")), assistant(call("x")));
    }

    public static ConverseRequest request(String modelId, Message... messages) {
        return ConverseRequest.builder(modelId).messages(messages).build();
    }

    /** What is sent to Nova, twice repaired, as repairing again must change nothing. */
    static List<Message> sent(Message... messages) {
        ConverseRequest sent = SendableHistory.of(request(NOVA, messages));
        assertThat(SendableHistory.of(sent)).isSameAs(sent);
        return sent.messages();
    }

    static Content.ToolUse call(String id) {
        return new Content.ToolUse(id, "look", Json.EMPTY);
    }

    private static Content document(String name) {
        return new Content.Document("pdf", name, Source.bytes(new byte[] {1}));
    }

    private static List<String> names(List<Message> messages) {
        return messages.stream()
                .flatMap(message -> message.content().stream())
                .flatMap(
                        block ->
                                block instanceof Content.ToolResult result
                                        ? result.content().stream()
                                        : Stream.of(block))
                .filter(Content.Document.class::isInstance)
                .map(block -> ((Content.Document) block).name())
                .toList();
    }
}
