package dev.outcrop.it.ellmer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.batch.Batch;
import dev.outcrop.batch.BatchResult;
import dev.outcrop.catalog.Cost;
import dev.outcrop.catalog.Cost.TurnUsage;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.it.FileBytes;
import dev.outcrop.it.WithLocal;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Observer;
import dev.outcrop.settings.Echo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Rows 67 to 80 of docs/ellmer.md: tokens and costs, many calls, what is shown and what is kept.
 */
class AccountRowsTest extends WithLocal {
    @TempDir private Path folder;

    private static final Turn HALF =
            new Turn(
                    Message.assistant("Half"),
                    new Turn.Metadata(null, Usage.of(1_000, 1_000), Json.EMPTY, "cut", NOVA));

    @Test
    @DisplayName("row 67, F17: what is written to the cache is counted, by how long it is kept")
    void cacheWritesAreCounted() {
        local.script(
                used(
                        "{\"inputTokens\":1,\"outputTokens\":2,\"totalTokens\":33,\"cacheReadInputTokens\":10,"
                                + "\"cacheWriteInputTokens\":20,\"cacheDetails\":[{\"ttl\":\"5m\",\"inputTokens\":15},"
                                + "{\"ttl\":\"1h\",\"inputTokens\":5}]}"));
        Reply reply = bedrock.model(CLAUDE).invoke("Hi");

        assertThat(reply.usage().cacheRead()).isEqualTo(10);
        assertThat(reply.usage().cacheWrite5m()).isEqualTo(15);
        assertThat(reply.usage().cacheWrite1h()).isEqualTo(5);
        // Per million: 3 in, 15 out, 0.30 read, 3.75 and 6 written.
        assertThat(reply.cost().usd()).isEqualByComparingTo(new BigDecimal("0.000134475"));
    }

    @Test
    @DisplayName(
            "row 68, F18: what was not used needs no price; an unknown price is said, and not 0")
    void whatWasNotUsedNeedsNoPrice() {
        assertThat(bedrock.model(LLAMA).invoke("Hi").cost().isKnown()).isTrue();

        local.script(unchecked("Hi"));
        Cost unknown = bedrock.model("acme.new-model-v1:0").invoke("Hi").cost();
        assertThat(unknown.isKnown()).isFalse();
        assertThat(unknown).hasToString("unknown (input, output)");
    }

    @Test
    @DisplayName("row 69: a profile that is not listed has the prices of its model, and says so")
    void aProfileHasThePricesOfItsModel() {
        local.script(unchecked("Hi"));
        Cost cost =
                bedrock.model("zz.anthropic.claude-sonnet-4-5-20250929-v1:0").invoke("Hi").cost();

        assertThat(cost.isKnown()).isTrue();
        assertThat(cost.atPricesOf()).containsExactly("anthropic.claude-sonnet-4-5-20250929-v1:0");
    }

    @Test
    @DisplayName("row 70: what is unknown of one answer leaves what is known of the others")
    void theKnownPartIsSummedUp() {
        local.script(Scripted.text("One."), unchecked("Two."));
        Chat chat = bedrock.chat(NOVA).open();
        Cost known = chat.ask("One?").cost();
        chat.setModel("acme.new-model-v1:0");
        chat.ask("Two?");

        assertThat(chat.cost().usd()).isEqualByComparingTo(known.usd());
        assertThat(chat.cost().isKnown()).isFalse();
    }

    @Test
    @DisplayName(
            "row 71, F21: a row for each whole answer, beside its own question; a part has none")
    void tokensHaveARowForEachWholeAnswer() {
        Chat chat = bedrock.chat(NOVA).open();
        local.script(
                used("{\"inputTokens\":7,\"outputTokens\":2,\"totalTokens\":9}"),
                used(
                        "{\"inputTokens\":3,\"outputTokens\":4,\"totalTokens\":107,\"cacheReadInputTokens\":100}"));
        chat.ask("A question of more than forty characters, which is cut.");
        chat.addTurns(Turn.of(Message.user("Stopped?")));
        chat.addTurns(HALF);
        chat.ask(new Content.Image("png", FileBytes.of("png")), Content.text("And this?"));

        assertThat(chat.tokens())
                .extracting(
                        TurnUsage::asked,
                        TurnUsage::input,
                        TurnUsage::cachedInput,
                        TurnUsage::output)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "A question of more than forty character…", 7L, 0L, 2L),
                        org.assertj.core.groups.Tuple.tuple("And this?", 3L, 100L, 4L));
        assertThat(chat.usage().input()).isEqualTo(10);
        assertThat(chat.tokens().get(0).cost().plus(chat.tokens().get(1).cost()))
                .isEqualTo(chat.cost());
    }

    @Test
    @DisplayName("row 72, F22: the last turn of a role goes by the role, and not by the place")
    void theLastTurnGoesByTheRole() {
        Chat chat = bedrock.chat(NOVA).open();
        assertThat(chat.lastTurn(Role.USER)).isNull();

        chat.addTurns(Turn.of(Message.user("Only this")));

        assertThat(Objects.requireNonNull(chat.lastTurn(Role.USER)).text()).isEqualTo("Only this");
        assertThat(chat.lastTurn(Role.ASSISTANT)).isNull();
    }

    @Test
    @DisplayName("row 76, F24: of many calls each has its outcome, in order, and is heard of once")
    void ofManyCallsEachHasItsOutcome() {
        var ended = new ConcurrentLinkedQueue<Observer.Ended>();
        var observer =
                new Observer() {
                    @Override
                    public void ended(Observer.Call call, Ended how) {
                        ended.add(how);
                    }
                };
        try (var client =
                Bedrock.builder()
                        .region("us-east-1")
                        .baseUrl(local.endpoint().toString())
                        .apiKey("k")
                        .observer(observer)
                        .build()) {
            List<String> prompts = List.of("count to 3", "say error:access", "count to 5");

            List<BatchResult<Reply>> all =
                    client.model(NOVA).batch(prompts, Batch.DEFAULT.withMaxActive(3));

            assertThat(all.get(0).get().text()).startsWith("1, 2, 3");
            assertThat(all.get(0).get().stopReason()).isEqualTo(StopReason.END_TURN);
            assertThatThrownBy(() -> all.get(1).get()).isInstanceOf(BedrockException.class);
            assertThat(all.get(2).get().text()).startsWith("1, 2, 3, 4, 5");
        }
        assertThat(ended).hasSize(3);
        assertThat(ended).filteredOn(how -> how.usage().known()).hasSize(2);
    }

    @Test
    @DisplayName("row 78: an error has AWS's words, its code, the request id and the status")
    void anErrorHasItsDetails() {
        local.script(Scripted.error("ValidationException", "The value is wrong."));

        assertThatThrownBy(() -> bedrock.model(NOVA).invoke("Hi"))
                .isInstanceOfSatisfying(
                        ValidationException.class,
                        e -> {
                            assertThat(e.details().status()).isEqualTo(400);
                            assertThat(e.details().code()).isEqualTo("ValidationException");
                        })
                .hasMessageContaining("The value is wrong.");
    }

    @Test
    @DisplayName("row 79: what is echoed is wrapped to the width, plain where there is no terminal")
    void echoIsWrappedAndPlain() throws Exception {
        var out = new StringBuilder();
        local.script(Scripted.text("The mean is the middle of things."), Scripted.text("Yes."));
        Chat chat = bedrock.chat(NOVA).echo(Echo.OUTPUT, out, 12).open();

        Reply reply = chat.ask("What is the mean?");

        assertThat(out).hasToString("The mean is\nthe middle\nof things.\n");
        assertThat(reply.text()).isEqualTo("The mean is the middle of things.");
        assertThat(chat.turns()).hasSize(2);
        assertThat(local.requests().getLast().path()).endsWith("/converse-stream");
        chat.askAsync("Really?").get();
        assertThat(out).endsWith("of things.\nYes.\n");
    }

    @Test
    @DisplayName("row 79: all echoes the question, none nothing")
    void allEchoesTheQuestion() {
        var out = new StringBuilder();
        local.script(Scripted.text("Yes."), Scripted.text("Yes."));

        bedrock.chat(NOVA).echo(Echo.NONE, out).ask("Really?");
        assertThat(out).isEmpty();
        bedrock.chat(NOVA).echo(Echo.ALL, out).ask("Really?");
        assertThat(out).hasToString("> Really?\nYes.\n");
    }

    @Test
    @DisplayName("row 79: an answer that breaks off while it is echoed is kept as ever")
    void anEchoedAnswerThatBreaksOffIsKept() {
        var out = new StringBuilder();
        local.script(
                Scripted.events(
                        dev.outcrop.local.wire.Event.messageStart(),
                        dev.outcrop.local.wire.Event.textDelta(0, "Half")));
        Chat chat = bedrock.chat(NOVA).echo(Echo.OUTPUT, out).open();

        assertThatThrownBy(() -> chat.ask("Go")).isInstanceOf(BedrockException.class);

        assertThat(out).hasToString("Half\n");
        assertThat(chat.turns().getLast().isPartial()).isTrue();
    }

    @Test
    @DisplayName("row 80: a saved chat goes on where it was, and each turn knows its model")
    void aSavedChatGoesOn() throws Exception {
        Chat chat = bedrock.chat(NOVA).system("Be brief.").open();
        chat.ask("One?");
        chat.setModel(CLAUDE);
        chat.ask("Two?");
        Path file = folder.resolve("chat.json");
        chat.save(file);

        Chat again = bedrock.load(file).open();

        assertThat(again.turns(true)).isEqualTo(chat.turns(true));
        assertThat(again.cost()).isEqualTo(chat.cost());
        assertThat(again.tokens()).extracting(TurnUsage::modelId).containsExactly(NOVA, CLAUDE);
    }

    @Test
    @DisplayName("row 80: a file that says nothing of a turn's model is read, too")
    void anEarlierFileIsRead() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("chat.json"),
                        "{\"outcropChat\":1,\"modelId\":\""
                                + NOVA
                                + "\",\"system\":{\"role\":\"system\",\"content\":[]},\"turns\":["
                                + "{\"message\":{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}},"
                                + "{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Hello\"}]},"
                                + "\"usage\":{\"inputTokens\":1000,\"outputTokens\":1},\"more\":{},\"stopReason\":\"end_turn\"}]}");

        Chat chat = bedrock.load(file).open();

        assertThat(chat.turns()).extracting(Turn::modelId).containsOnlyNulls();
        assertThat(chat.cost().isKnown()).isTrue();
        assertThat(chat.tokens()).extracting(TurnUsage::modelId).containsExactly(NOVA);
    }

    @Test
    @DisplayName("row 80, F23: a fork shares nothing that changes")
    void aForkSharesNothing() {
        Chat chat = bedrock.chat(NOVA).system("A").open();
        chat.ask("One?");
        Chat fork = chat.fork();
        fork.setSystem("B");
        fork.setModel(CLAUDE);
        fork.ask("Two?");
        fork.setTurns(List.of());

        assertThat(chat.system()).isEqualTo("A");
        assertThat(chat.model().id()).isEqualTo(NOVA);
        assertThat(chat.turns()).hasSize(2);
    }
}
