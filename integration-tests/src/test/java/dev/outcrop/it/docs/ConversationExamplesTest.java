package dev.outcrop.it.docs;

import static dev.outcrop.message.Message.assistant;
import static dev.outcrop.message.Message.system;
import static dev.outcrop.message.Message.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.batch.Batch;
import dev.outcrop.batch.BatchResult;
import dev.outcrop.catalog.Cost.TurnUsage;
import dev.outcrop.it.WithLocal;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.prompt.PromptTemplate;
import dev.outcrop.settings.Echo;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.PromptCaching;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** The Java of docs/ellmer.md and docs/langchain.md, compiled and run. */
class ConversationExamplesTest extends WithLocal {
    @TempDir private Path folder;

    @Test
    void aChatWithAllThatItTakes() {
        var chat =
                bedrock.model("us.anthropic.claude-sonnet-4-6")
                        .with(PromptCaching.AUTO)
                        .withApiArgs(Map.of("requestMetadata", Map.of("team", "search")))
                        .withApiHeaders(Map.of("X-Team", "search"))
                        .chat()
                        .system("You are terse.")
                        .params(
                                Params.DEFAULT
                                        .withTemperature(0.2)
                                        .withMaxTokens(500)
                                        .withStop("###"))
                        .echo(Echo.OUTPUT)
                        .open();

        Reply reply = chat.ask("And in French?");
        assertThat(reply.text()).isNotBlank();
        assertThat(reply.cost().isKnown()).isTrue();
        assertThat(reply.turns()).hasSize(1);
    }

    @Test
    void aStream() {
        Chat chat = bedrock.chat(NOVA).open();
        try (ReplyStream stream = chat.stream("Write a haiku about tests")) {
            for (String text : stream.text()) System.out.print(text);
            Reply reply = stream.reply();
            assertThat(reply.text()).isNotBlank();
        }
    }

    @Test
    void whatAChatKnows() throws Exception {
        Path path = folder.resolve("chat.json");
        Path page = folder.resolve("chat.html");
        Chat chat = bedrock.chat(NOVA).open();
        chat.ask("Who was R. A. Fisher?");

        for (TurnUsage row : chat.tokens()) {
            System.out.println(row.asked() + " " + row.input() + " " + row.cost());
        }
        Chat branch = chat.fork();
        branch.setModel("us.amazon.nova-pro-v1:0");
        chat.save(path);
        Chat again = bedrock.load(path).open();
        Files.writeString(page, again.html());

        assertThat(again.turns(true)).isEqualTo(chat.turns(true));
        assertThat(branch.cost()).isEqualTo(chat.cost());
        assertThat(Files.readString(page)).contains("Fisher");
    }

    @Test
    void withoutAConversation() {
        local.script(Scripted.text("J'adore programmer."));
        Model model =
                bedrock.model("anthropic.claude-3-sonnet-20240229-v1:0")
                        .with(Params.DEFAULT.withTemperature(0));
        Reply reply =
                model.invoke(
                        system(
                                "You are a helpful assistant that translates English to French. Translate the user sentence."),
                        user("I love programming."));
        assertThat(reply.text()).isEqualTo("J'adore programmer.");
    }

    @Test
    void laterAndInPieces() throws Exception {
        Model model = bedrock.model(NOVA);
        CompletableFuture<Reply> later = model.invokeAsync(user("Hi"));
        Flow.Publisher<StreamEvent> published = model.publish(user("Hi"));

        assertThat(later.get().text()).isNotBlank();
        assertThat(published).isNotNull();
    }

    @Test
    void chains() {
        local.script(Scripted.text("Ich liebe das Programmieren."));
        Model model = bedrock.model(NOVA);
        var translate =
                PromptTemplate.of(
                        system("You translate {input_language} to {output_language}."),
                        user("{input}"));
        Function<Map<String, ?>, String> chain = translate.then(model::invoke).andThen(Reply::text);
        String german =
                chain.apply(
                        Map.of(
                                "input_language", "English",
                                "output_language", "German",
                                "input", "I love programming."));
        assertThat(german).isEqualTo("Ich liebe das Programmieren.");
    }

    @Test
    void examplesOfQuestionsAndAnswers() {
        var example = PromptTemplate.of(user("{input}"), assistant("{output}"));
        var shots =
                List.of(
                        Map.of("input", "2 🦜 2", "output", "4"),
                        Map.of("input", "2 🦜 3", "output", "5"));
        List<Message> messages =
                PromptTemplate.of(PromptTemplate.placeholder("examples"), user("{question}"))
                        .format(Map.of("examples", example.formatAll(shots), "question", "2 🦜 9"));
        assertThat(messages).hasSize(5);
        assertThat(bedrock.model(NOVA).invoke(messages).text()).isNotBlank();
    }

    @Test
    void manyAtATime() {
        Model model = bedrock.model(NOVA);
        List<String> prompts = List.of("count to 3", "count to 4");
        var translate = PromptTemplate.of(user("{input}"));
        List<Map<String, ?>> values = List.of(Map.of("input", "count to 5"));

        List<BatchResult<Reply>> all =
                model.batch(prompts, Batch.DEFAULT.withMaxActive(10).withRequestsPerMinute(500));
        List<BatchResult<Reply>> chained = Batch.DEFAULT.run(values, translate.then(model::invoke));

        assertThat(all).allMatch(BatchResult::isDone);
        assertThat(chained).allMatch(BatchResult::isDone);
    }

    @Test
    void aSturdyModel() {
        Model model = bedrock.model(NOVA);
        Model other = bedrock.model(LLAMA);
        Model sturdy =
                model.withFallbacks(other)
                        .with(new GuardrailConfig("gr1", "DRAFT"))
                        .withServiceTier("flex");
        local.script(Scripted.error("ThrottlingException", "no"), Scripted.text("Yes."));
        try (var once =
                dev.outcrop.Bedrock.builder()
                        .region("us-east-1")
                        .baseUrl(local.endpoint().toString())
                        .apiKey("k")
                        .retries(dev.outcrop.policy.Retries.NONE)
                        .build()) {
            Model tried = once.model(NOVA).withFallbacks(once.model(LLAMA));
            assertThat(tried.invoke("Hi").modelId()).isEqualTo(LLAMA);
        }
        sturdy.invoke("Hi");
        assertThat(body().object("serviceTier").string("type")).isEqualTo("flex");
    }

    @Test
    void historiesOfOnesOwn() {
        Chat chat = bedrock.chat(NOVA).open();
        chat.addTurns(Turn.of(Message.user("Hi")), Turn.of(Message.assistant("Hello")));
        var prompt =
                PromptTemplate.of(
                        PromptTemplate.placeholder("history"), Message.user("{question}"));
        List<Message> messages =
                prompt.with(Map.of("question", "And?"))
                        .format(
                                Map.of(
                                        "history",
                                        chat.turns().stream()
                                                .map(turn -> turn.message())
                                                .toList()));
        assertThat(bedrock.model(NOVA).invoke(messages).text()).isNotBlank();
        assertThat(messages.getLast().content()).containsExactly(Content.text("And?"));
    }
}
