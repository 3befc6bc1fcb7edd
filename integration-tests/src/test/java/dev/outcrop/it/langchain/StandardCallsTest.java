package dev.outcrop.it.langchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.aws.Environment;
import dev.outcrop.batch.Batch;
import dev.outcrop.batch.BatchResult;
import dev.outcrop.error.ValidationException;
import dev.outcrop.it.WithLocal;
import dev.outcrop.it.reply.Called;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Usage;
import dev.outcrop.settings.Params;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * What LangChain's standard tests of chat models state of calls, over each API. Not among them: the
 * name of a message, for which neither Converse nor Messages has a field; the times of creating a
 * model and of a stream, which {@code docs/performance.md} measures; and the tests of LangChain's
 * own tracing and serialization.
 */
@ParameterizedClass
@EnumSource(Called.class)
class StandardCallsTest extends WithLocal {
    private static final String OTHER = "us.amazon.nova-lite-v1:0";

    private final Called called;

    StandardCallsTest(Called called) {
        this.called = called;
    }

    private Model model() {
        return called.in(bedrock);
    }

    @Test
    void aQuestionIsAnsweredByAnAssistantsMessage() {
        Reply reply = model().invoke("Hello");

        assertThat(reply.message().role()).isEqualTo(Role.ASSISTANT);
        assertThat(reply.text()).isNotBlank();
    }

    @Test
    void aQuestionIsAnsweredAsynchronously() {
        Reply reply = model().invokeAsync(Message.user("Hello")).join();

        assertThat(reply.message().role()).isEqualTo(Role.ASSISTANT);
        assertThat(reply.text()).isNotBlank();
    }

    @Test
    void aStreamArrivesInPiecesThatMakeTheAnswer() {
        var pieces = new StringBuilder();
        int count = 0;
        try (ReplyStream stream = model().stream("Hello")) {
            for (String piece : stream.text()) {
                pieces.append(piece);
                count++;
            }
            assertThat(pieces.toString()).isEqualTo(stream.reply().text()).isNotBlank();
        }
        assertThat(count).isGreaterThan(1);
    }

    @Test
    void aStreamArrivesAsynchronously() throws InterruptedException {
        var text = new Gathered();
        model().publish(Message.user("Hello")).subscribe(text);

        assertThat(text.done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(text.words.toString()).isNotBlank();
    }

    @Test
    void anotherModelAnswersOneCallInEachWay() throws InterruptedException {
        Model other = bedrock.model(OTHER);

        assertThat(other.invoke("Hello").modelId()).isEqualTo(OTHER);
        assertThat(other.invokeAsync(Message.user("Hello")).join().modelId()).isEqualTo(OTHER);
        try (ReplyStream stream = other.stream("Hello")) {
            assertThat(stream.reply().modelId()).isEqualTo(OTHER);
        }
        var text = new Gathered();
        other.publish(Message.user("Hello")).subscribe(text);
        assertThat(text.done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(model().invoke("Hello").modelId()).isEqualTo(called.id());
    }

    @Test
    void aChatContinuesWithAnotherModelAndBack() {
        Chat chat = model().chat().open();
        chat.ask("Hello");
        chat.setModel(bedrock.model(OTHER));
        assertThat(chat.ask("And you?").modelId()).isEqualTo(OTHER);
        chat.setModel(model());

        assertThat(chat.ask("And you?").modelId()).isEqualTo(called.id());
    }

    @Test
    void aBatchIsAnsweredInItsOrder() {
        List<BatchResult<Reply>> all =
                model().batch(List.of("What is 1 + 1?", "What is 2 + 3?"), Batch.DEFAULT);

        assertThat(all).hasSize(2);
        assertThat(all).allSatisfy(one -> assertThat(one.get().text()).isNotBlank());
        assertThat(all.get(0).get().text()).isNotEqualTo(all.get(1).get().text());
    }

    @Test
    void severalQuestionsAreAnsweredAsynchronously() {
        List<CompletableFuture<Reply>> all =
                List.of("Hello", "Hey").stream()
                        .map(question -> model().invokeAsync(Message.user(question)))
                        .toList();

        assertThat(all).allSatisfy(one -> assertThat(one.join().text()).isNotBlank());
    }

    @Test
    void aConversationIsContinued() {
        Reply reply =
                model().invoke(
                                Message.user("Hello"),
                                Message.assistant("Hello, how can I help?"),
                                Message.user("How are you?"));

        assertThat(reply.text()).isNotBlank();
    }

    @Test
    void severalMessagesOfOneRoleInARowAreAnswered() {
        Reply reply =
                model().invoke(
                                Message.system("Be brief."),
                                Message.user("Hello"),
                                Message.user("Hello"),
                                Message.assistant("Hi."),
                                Message.assistant("Hi."),
                                Message.user("How are you?"));

        assertThat(reply.text()).isNotBlank();
    }

    @Test
    void usageAndTheModelsIdComeWithAReply() {
        Reply reply = model().invoke("Hello");

        isWhole(reply.usage());
        assertThat(reply.modelId()).isEqualTo(called.id());
    }

    @Test
    void usageComesOnceWithAStream() {
        int counts = 0;
        try (ReplyStream stream = model().stream("Hello")) {
            for (StreamEvent event : stream) {
                boolean known =
                        event instanceof StreamEvent.Metadata metadata
                                && metadata.usage().input() > 0;
                counts += known ? 1 : 0;
            }
            isWhole(stream.reply().usage());
            assertThat(stream.reply().modelId()).isEqualTo(called.id());
        }
        assertThat(counts).isEqualTo(1);
    }

    private static void isWhole(Usage usage) {
        assertThat(usage.input()).isPositive();
        assertThat(usage.output()).isPositive();
        assertThat(usage.total()).isEqualTo(usage.input() + usage.output());
        assertThat(usage.reasoning()).isLessThanOrEqualTo(usage.output());
    }

    /** Responses has no stop sequences: there, they are left out with a warning. */
    @Test
    void aStopSequenceOfTheModelOrOfTheChatIsTaken() {
        Params stop = Params.DEFAULT.withStop("you");

        Reply reply = model().with(stop).invoke("Hello");
        Reply asked = model().chat().params(stop).open().ask("Hello");

        assertThat(reply.stopReason().wire()).isIn("end_turn", "stop_sequence");
        assertThat(asked.text()).isEqualTo(reply.text());
        assertThat(body().toString().contains("[\"you\"]")).isEqualTo(called != Called.RESPONSES);
    }

    @Test
    void anAnswerThatIsCutOffSaysSo() {
        Reply reply = model().with(Params.DEFAULT.withMaxTokens(16)).invoke("Tell me five jokes");

        assertThat(reply.stopReason()).isIn(StopReason.MAX_TOKENS, StopReason.END_TURN);
        local.script(answer("max_tokens", "[{\"text\":\"Half\"}]"));
        assertThat(model().invoke("Hello").stopReason()).isEqualTo(StopReason.MAX_TOKENS);
    }

    @Test
    void settingsOfAModelAreSentWithEachCall() {
        Params params = Params.DEFAULT.withTemperature(0.5).withMaxTokens(64);

        model().with(params).invoke("Hello");

        assertThat(body().toString()).contains("0.5", "64");
    }

    @Test
    void aClientIsSetUpByTheEnvironment() {
        var variables =
                Map.of(
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "no-secret",
                        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", local.endpoint().toString());
        try (Bedrock client =
                Bedrock.builder()
                        .baseUrl(local.endpoint().toString())
                        .environment(Environment.of(variables, Clock.systemUTC()))
                        .build()) {
            assertThat(called.in(client).invoke("Hello").text()).isNotBlank();
        }
    }

    @Test
    void aConversationIsSavedAndLoadedWithoutSecrets(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("chat.json");
        Chat chat = model().chat().system("Be brief.").open();
        chat.ask("Hello");
        chat.save(file);

        Chat loaded = bedrock.load(file).open();

        assertThat(loaded.turns()).isEqualTo(chat.turns());
        assertThat(loaded.system()).isEqualTo("Be brief.");
        assertThat(Files.readString(file)).doesNotContain("secret", "AWS4");
    }

    /** Claude checks the signature of thinking; other models get none of it. */
    @Test
    void thinkingWithAnInventedSignatureIsRefusedByClaudeAndNotSentToOthers() {
        Message[] messages = {
            Message.user("Hello"),
            Message.assistant(
                    new Content.Reasoning("Hm.", "abc123", null, Json.EMPTY),
                    Content.text("Hello, how are you?")),
            Message.user("Well, thanks.")
        };
        if (called == Called.CHAT_COMPLETIONS || called == Called.RESPONSES) {
            assertThat(model().invoke(messages).text()).isNotBlank();
            assertThat(body().toString()).doesNotContain("abc123");
        } else {
            assertThatThrownBy(() -> model().invoke(messages))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("Invalid `signature` in `thinking` block");
        }
    }

    /** What LangChain's test of Anthropic's inputs states, with thinking that the model signed. */
    @Test
    void thinkingOfTheModelIsSentBack() {
        local.script(
                Scripted.answer(
                        Scripted.said(
                                List.of(
                                        json(
                                                "{\"reasoningContent\":{\"reasoningText\":"
                                                        + "{\"text\":\"Hm.\"}}}"),
                                        json("{\"text\":\"Hello, how are you?\"}")),
                                "end_turn")),
                Scripted.text("Fine."));
        Chat chat = model().chat().open();
        chat.ask("Hello");

        assertThat(chat.ask("Well, thanks.").text()).isEqualTo("Fine.");
        assertThat(chat.turns().get(1).reasoning()).isEqualTo("Hm.");
    }

    @Test
    void thinkingIsSeparateFromTheAnswer() {
        local.script(
                Scripted.answer(
                        Scripted.said(
                                List.of(
                                        json(
                                                "{\"reasoningContent\":{\"reasoningText\":"
                                                        + "{\"text\":\"Hm.\"}}}"),
                                        json("{\"text\":\"Yes.\"}")),
                                "end_turn")));

        Reply reply = model().invoke("Is it?");

        assertThat(reply.text()).isEqualTo("Yes.");
        assertThat(reply.reasoning()).isEqualTo("Hm.");
    }

    /** Collects the text of a publisher. */
    private static final class Gathered implements Flow.Subscriber<StreamEvent> {
        final StringBuilder words = new StringBuilder();
        final CountDownLatch done = new CountDownLatch(1);

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(StreamEvent event) {
            if (event instanceof StreamEvent.TextDelta delta) {
                words.append(delta.text());
            }
        }

        @Override
        public void onError(Throwable failure) {
            done.countDown();
        }

        @Override
        public void onComplete() {
            done.countDown();
        }
    }
}
