package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.batch.Batch;
import dev.outcrop.batch.BatchResult;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.policy.Retries;
import dev.outcrop.prompt.PromptTemplate;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Many prompts with one model. */
class ModelBatchTest extends WithLocal {
    record Person(String name, int age) {}

    record Doubled(int number) {}

    private static final Batch ONE = Batch.DEFAULT.withMaxActive(1);

    @Test
    void promptsOfEachKindAreAsked() {
        var template =
                PromptTemplate.of(Message.system("Translate into {to}."), Message.user("{text}"));
        List<Object> prompts =
                List.of(
                        "A string",
                        Content.text("A block"),
                        Message.user("A message"),
                        List.of(Content.text("Two"), Content.text("blocks")),
                        List.of(Message.user("a"), Message.assistant("b"), Message.user("c")),
                        template.format(Map.of("to", "German", "text", "Hello")));

        List<BatchResult<Reply>> all = bedrock.model(NOVA).batch(prompts, ONE);

        assertThat(all).hasSize(6).allMatch(BatchResult::isDone);
        List<Json.Obj> bodies =
                local.requests().stream().map(request -> (Json.Obj) request.body()).toList();
        assertThat(bodies.get(0).array("messages")).hasSize(1);
        assertThat(bodies.get(3).array("messages").getFirst().toString()).contains("Two", "blocks");
        assertThat(bodies.get(4).array("messages")).hasSize(3);
        assertThat(bodies.get(5).array("system").toString()).contains("German");
    }

    @Test
    void aPromptOfAnotherTypeIsRefusedBeforeAnyCall() {
        Model model = bedrock.model(NOVA);

        assertThatThrownBy(() -> model.batch(List.of("a", 7), Batch.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input 1 of the batch must be a String")
                .hasMessageContaining("java.lang.Integer");
        assertThatThrownBy(() -> model.batch(List.of(List.of()), Batch.DEFAULT))
                .hasMessageContaining("an empty list");
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void valuesOfRowsHaveTheirTokensAndCostAlsoIfOneFails() {
        local.script(
                Scripted.text("{\"name\":\"Susan\",\"age\":13}"),
                answer("max_tokens", "[{\"text\":\"{\\\"name\\\":\"}]"),
                Scripted.text("{\"name\":\"Rafa\",\"age\":53}"));

        List<Batch.Row<Person>> rows =
                bedrock.model(LLAMA)
                        .extractAll(Person.class, List.of("Susan, 13", "Bob", "Rafa, 53"), ONE);

        assertThat(rows.get(0).get()).isEqualTo(new Person("Susan", 13));
        assertThat(rows.get(2).get()).isEqualTo(new Person("Rafa", 53));
        assertThatThrownBy(() -> rows.get(1).get()).isInstanceOf(IncompleteReplyException.class);
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.usage().input()).isPositive())
                .allSatisfy(row -> assertThat(row.cost().usd()).isPositive());
    }

    @Test
    void valuesAreExtractedFromFilledTemplates() {
        var template = PromptTemplate.of(Message.system("Be exact."), Message.user("I am {name}."));
        List<Map<String, String>> rows = List.of(Map.of("name", "Susan"), Map.of("name", "Bob"));

        List<Batch.Row<Person>> all =
                bedrock.model(CLAUDE)
                        .extractAll(
                                Person.class, rows.stream().map(template::format).toList(), ONE);

        assertThat(all).hasSize(2).allMatch(row -> row.result().isDone());
        assertThat(body().array("system").toString()).contains("Be exact.");
        assertThat(body().array("messages").toString()).contains("I am Bob.");
    }

    @Test
    void forksOfAChatRunItsToolsAndLeaveItAsItIs() {
        Tool twice = Tool.of("twice", "Doubles a number.", Doubled.class, in -> in.number() * 2);
        Chat chat = bedrock.chat(NOVA).system("Be brief.").tools(twice).open();
        for (int i = 0; i < 2; i++) {
            local.script(
                    answer(
                            "tool_use",
                            "[{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"twice\",\"input\":{\"number\":21}}}]"),
                    answer("end_turn", "[{\"text\":\"Done.\"}]"));
        }

        List<Batch.Row<Reply>> rows =
                ONE.rows(
                        List.of("a", "b"),
                        (question, context) -> chat.fork().with(context).ask(question));

        assertThat(rows).allMatch(row -> row.get().text().equals("Done."));
        assertThat(rows).allMatch(row -> row.usage().input() == 20);
        assertThat(body().array("messages").toString()).contains("42").doesNotContain("\"a\"");
        assertThat(chat.turns()).isEmpty();
    }

    @Test
    void chatsExtractInForks() {
        Chat chat = bedrock.chat(CLAUDE).system("Be brief.").open();
        chat.ask("Hello");

        List<Batch.Row<Person>> rows =
                chat.extractAll(Person.class, List.of("Susan", "Bob"), Batch.DEFAULT);

        assertThat(rows).allMatch(row -> row.result().isDone());
        assertThat(chat.turns()).hasSize(2);
        assertThat(body().array("messages")).hasSize(3);
    }

    @Test
    void repliesComeAsTheyAreCompletedWithCost() {
        try (Stream<Batch.Row<Reply>> rows =
                bedrock.model(NOVA)
                        .batchAsCompleted(Collections.nCopies(20, "Go on."), Batch.DEFAULT)) {
            List<Batch.Row<Reply>> all = rows.toList();

            assertThat(all).extracting(Batch.Row::index).doesNotHaveDuplicates().hasSize(20);
            assertThat(all)
                    .allSatisfy(
                            row ->
                                    assertThat(row.cost().usd())
                                            .isEqualByComparingTo(row.get().cost().usd()));
            BigDecimal sum =
                    all.stream()
                            .map(row -> row.cost().usd())
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(bedrock.usage().values().iterator().next().cost().usd())
                    .isEqualByComparingTo(sum);
        }
    }

    @Test
    void anAdaptiveBatchLosesNoThrottledPrompt() {
        local.script(
                Stream.generate(() -> Scripted.error("ThrottlingException", "Slow down."))
                        .limit(15)
                        .toArray(Scripted[]::new));
        try (Bedrock once = once()) {
            List<String> prompts = Collections.nCopies(30, "Go on.");
            List<BatchResult<Reply>> all =
                    once.model(NOVA).batch(prompts, Batch.DEFAULT.withAdaptive(true));

            assertThat(all).allMatch(BatchResult::isDone);
            assertThat(local.requests()).hasSize(45);
        }
    }

    @Test
    void withoutItAThrottledPromptIsAFailure() {
        local.script(Scripted.error("ThrottlingException", "Slow down."));
        try (Bedrock once = once()) {
            assertThatThrownBy(
                            () ->
                                    once.model(NOVA)
                                            .batch(
                                                    List.of("a", "b"),
                                                    ONE.withOnError(Batch.OnError.STOP)))
                    .isInstanceOf(ThrottledException.class);
            assertThat(local.requests()).hasSize(1);
        }
    }

    private Bedrock once() {
        return Bedrock.builder()
                .region("us-east-1")
                .baseUrl(local.endpoint().toString())
                .apiKey("k")
                .retries(Retries.NONE)
                .build();
    }
}
