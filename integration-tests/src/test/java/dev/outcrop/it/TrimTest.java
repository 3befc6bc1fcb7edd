package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Chat;
import dev.outcrop.Conversation.Trim;
import dev.outcrop.Reply;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Protocol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Histories that become too long: cut, or summarized by the model. */
class TrimTest extends WithLocal {
    private static final Turn.Metadata SAID =
            new Turn.Metadata(StopReason.END_TURN, Usage.NONE, Json.EMPTY, null, CLAUDE);

    private static Turn user(String text) {
        return Turn.of(Message.user(text));
    }

    private static Turn said(String text) {
        return new Turn(Message.assistant(text), SAID);
    }

    private static Turn call(String id) {
        return new Turn(
                Message.assistant(new Content.ToolUse(id, "look", Json.EMPTY)),
                new Turn.Metadata(StopReason.TOOL_USE, Usage.NONE, Json.EMPTY, null, CLAUDE));
    }

    private static Turn result(String id) {
        return Turn.of(
                Message.user(new Content.ToolResult(id, List.of(Content.text("Found " + id)))));
    }

    private static final List<Turn> WITH_TOOLS =
            List.of(
                    user("One?"),
                    said("One."),
                    user("Two?"),
                    call("a"),
                    result("a"),
                    said("Two."),
                    user("Three?"),
                    call("b"),
                    result("b"),
                    call("c"),
                    result("c"),
                    said("Three."));

    @Test
    void aNumberOfTurnsIsCutWhereAQuestionBegins() {
        assertThat(Trim.turns(12).trimmed(WITH_TOOLS)).isEqualTo(WITH_TOOLS);
        assertThat(Trim.turns(11).trimmed(WITH_TOOLS)).isEqualTo(WITH_TOOLS.subList(2, 12));
        assertThat(Trim.turns(9).trimmed(WITH_TOOLS)).isEqualTo(WITH_TOOLS.subList(6, 12));
        assertThat(Trim.turns(6).trimmed(WITH_TOOLS)).isEqualTo(WITH_TOOLS.subList(6, 12));
    }

    @Test
    void ofTheLastQuestionOnlyOlderCallsAreLeftOutWithTheirResults() {
        List<Turn> shorter = new ArrayList<>(WITH_TOOLS.subList(6, 7));
        shorter.addAll(WITH_TOOLS.subList(9, 12));
        assertThat(Trim.turns(5).trimmed(WITH_TOOLS)).isEqualTo(shorter);
        assertThat(Trim.turns(4).trimmed(WITH_TOOLS)).isEqualTo(shorter);
        assertThat(Trim.turns(1).trimmed(WITH_TOOLS))
                .containsExactly(WITH_TOOLS.get(6), WITH_TOOLS.get(11));
        assertThat(Trim.turns(1).trimmed(WITH_TOOLS.subList(0, 11)))
                .as("the results that the model waits for stay")
                .containsExactly(WITH_TOOLS.get(6), WITH_TOOLS.get(9), WITH_TOOLS.get(10));
        assertThat(Trim.turns(1).trimmed(List.of())).isEmpty();
    }

    @Test
    void systemMessagesStayAndCountAsTokens() {
        List<Message> messages =
                List.of(
                        Message.system("S".repeat(400)),
                        Message.user("A".repeat(400)),
                        Message.assistant("B".repeat(400)),
                        Message.user("C".repeat(400)));

        assertThat(Trim.tokens(400).trimmedMessages(messages)).isEqualTo(messages);
        assertThat(Trim.tokens(399).trimmedMessages(messages))
                .containsExactly(messages.get(0), messages.get(3));
        assertThat(Trim.turns(1).trimmedMessages(messages))
                .containsExactly(messages.get(0), messages.get(3));
    }

    @Test
    void theModelCanCountTheTokens() {
        var model = bedrock.model(CLAUDE);
        Trim trim =
                Trim.tokens(20)
                        .withCounter(
                                messages -> model.countTokens(messages.toArray(Message[]::new)));
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            messages.add(Message.user("Question " + i));
            messages.add(Message.assistant("Answer " + i));
        }
        messages.add(Message.user("Last"));

        List<Message> trimmed = trim.trimmedMessages(messages);
        assertThat(model.countTokens(trimmed.toArray(Message[]::new))).isLessThanOrEqualTo(20);
        assertThat(trimmed).hasSizeBetween(3, 99);
        assertThat(local.requests()).as("found by halving").hasSizeLessThan(12);
    }

    @Test
    void aBudgetOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Trim.tokens(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Trim.turns(0));
    }

    /** Whatever is cut, Bedrock accepts the rest: the local one applies its rules. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void eachEndIsAHistoryThatBedrockAccepts(long seed) {
        var random = new Random(seed);
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < 12; i++) {
            turns.add(user("Question " + i));
            for (int j = random.nextInt(4); j > 0; j--) {
                turns.add(call(i + "_" + j));
                turns.add(result(i + "_" + j));
            }
            turns.add(said("Answer " + i));
        }
        for (int most = 1; most < turns.size(); most += 3) {
            List<Turn> rest = Trim.turns(most).trimmed(turns);
            Chat chat = bedrock.chat(CLAUDE).turns(rest).open();
            chat.ask("Next?");
            assertThat(body().array("messages"))
                    .as("nothing was repaired")
                    .hasSize(rest.size() + 1);
            assertThat(rest.getFirst().role()).isEqualTo(Role.USER);
        }
    }

    @Test
    void aChatIsTrimmedAndReturnsWhatIsGone() {
        Chat chat = bedrock.chat(CLAUDE).system("Terse.").turns(WITH_TOOLS).open();

        assertThat(chat.trim(Trim.turns(100))).isEmpty();
        assertThat(chat.trim(Trim.turns(10))).isEqualTo(WITH_TOOLS.subList(0, 2));
        assertThat(chat.turns()).isEqualTo(WITH_TOOLS.subList(2, 12));
        assertThat(chat.trim(Trim.turns(4))).hasSize(6);
        assertThat(chat.system()).isEqualTo("Terse.");
        chat.ask("Next?");
        assertThat(body().array("messages")).hasSize(5);
    }

    @Test
    void equalTurnsAreNotTakenForEachOther() {
        Chat chat =
                bedrock.chat(CLAUDE)
                        .turns(List.of(user("Hi"), said("Hi"), user("Hi"), said("Hi")))
                        .open();

        assertThat(chat.trim(Trim.turns(2))).hasSize(2);
        assertThat(chat.turns()).hasSize(2);
    }

    @Test
    void theOlderPartIsSummarizedByTheModel() {
        local.script(Scripted.text("They said one, two and three."), Scripted.text("Four."));
        Chat chat =
                bedrock.chat(CLAUDE)
                        .system("Terse.")
                        .params(Params.DEFAULT.withMaxTokens(50).withStop("END"))
                        .turns(WITH_TOOLS)
                        .open();

        Reply summary = Objects.requireNonNull(chat.compact(1));

        assertThat(summary.text()).isEqualTo("They said one, two and three.");
        assertThat(body().array("messages")).hasSize(7);
        assertThat(body().object("inferenceConfig").integer("maxTokens", 0)).isEqualTo(2_000);
        assertThat(body().object("inferenceConfig").get("stopSequences")).isNull();
        assertThat(chat.turns()).hasSize(8);
        assertThat(chat.turns().subList(2, 8)).isEqualTo(WITH_TOOLS.subList(6, 12));
        assertThat(chat.turns().get(1).text()).isEqualTo("They said one, two and three.");
        assertThat(chat.usage()).isEqualTo(summary.usage());
        assertThat(chat.tokens().getFirst().cost()).isEqualTo(summary.cost());

        chat.ask("Four?");
        assertThat(body().array("messages")).hasSize(9);
        assertThat(body().object("inferenceConfig").integer("maxTokens", 0)).isEqualTo(50);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void aSummaryIsAskedForOverEachProtocol(Protocol protocol) {
        Chat chat =
                bedrock.model("us.anthropic.claude-sonnet-4-6")
                        .with(protocol)
                        .chat()
                        .turns(WITH_TOOLS)
                        .open();

        assertThat(Objects.requireNonNull(chat.compact(1)).text()).isNotBlank();
        assertThat(body().toString())
                .as("nothing that the model could call")
                .contains("Called the tool look with {}", "Found a")
                .doesNotContain("\"tools\"", "toolConfig");
        assertThat(chat.turns()).hasSize(8);
        assertThat(chat.ask("Next?").text()).isNotBlank();
    }

    @Test
    void aSummaryThatIsCancelledChangesNothing() {
        var handle = new Cancellation();
        handle.cancel();
        Chat chat = bedrock.model(CLAUDE).with(handle).chat().turns(WITH_TOOLS).open();

        assertThatThrownBy(() -> chat.compact(1)).isInstanceOf(CancelledException.class);
        assertThat(chat.turns()).isEqualTo(WITH_TOOLS);
    }

    @Test
    void aChatThatAnswersIsNotShortened() {
        Chat chat = bedrock.chat(CLAUDE).turns(WITH_TOOLS).open();
        try (var stream = chat.stream("Next?")) {
            assertThatThrownBy(() -> chat.compact(1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> chat.trim(Trim.turns(1)))
                    .isInstanceOf(IllegalStateException.class);
            stream.reply();
        }
        assertThat(chat.turns()).hasSize(14);
    }

    @Test
    void nothingOlderIsNotSummarized() {
        Chat chat = bedrock.chat(CLAUDE).turns(WITH_TOOLS).open();

        assertThatIllegalArgumentException().isThrownBy(() -> chat.compact(-1));
        assertThat(chat.compact(3)).isNull();
        assertThat(bedrock.chat(CLAUDE).open().compact(0)).isNull();
        assertThat(local.requests()).isEmpty();

        local.script(Scripted.text("All."));
        assertThat(chat.compact(0)).isNotNull();
        assertThat(chat.compact(0)).as("a summary of a summary").isNull();
        assertThat(chat.turns()).hasSize(2);
    }

    @Test
    void aSummaryThatIsNotWholeChangesNothing() {
        Chat chat = bedrock.chat(CLAUDE).turns(WITH_TOOLS).open();

        local.script(answer("max_tokens", "[{\"text\":\"They sa\"}]"));
        assertThatThrownBy(() -> chat.compact(1))
                .isInstanceOf(IncompleteReplyException.class)
                .hasMessageContaining("Increase maxTokens");
        local.script(
                answer(
                        "tool_use",
                        "[{\"toolUse\":{\"toolUseId\":\"x\",\"name\":\"look\",\"input\":{}}}]"));
        assertThatThrownBy(() -> chat.compact(1)).isInstanceOf(IncompleteReplyException.class);
        local.script(Scripted.error("ValidationException", "no"));
        assertThatThrownBy(() -> chat.compact(1)).hasMessageContaining("no");
        assertThat(chat.turns()).isEqualTo(WITH_TOOLS);
    }

    @Test
    void anOpenQuestionIsNotSummarized() {
        Chat chat = bedrock.chat(CLAUDE).turns(WITH_TOOLS.subList(0, 11)).open();
        local.script(Scripted.text("One and two."), Scripted.text("Three."));

        chat.compact(0);

        assertThat(chat.turns()).hasSize(2 + 5);
        assertThat(chat.resume().text()).isEqualTo("Three.");
    }

    @Test
    void thinkingThatBelongsToWhatWasCutIsNotSent() {
        String id = "us.anthropic.claude-fable-5-1";
        Chat chat = bedrock.chat(id).params(Params.DEFAULT.withReasoningEffort("high")).open();
        chat.ask("One?");
        chat.ask("Two?");
        chat.ask("Three?");
        chat.compact(1);

        assertThat(chat.turns().get(1).reasoning()).isEmpty();
        assertThat(chat.ask("Four?").text()).as("the local Bedrock checks it").isNotBlank();
        chat.trim(Trim.turns(2));
        assertThat(chat.ask("Five?").text()).isNotBlank();
    }
}
