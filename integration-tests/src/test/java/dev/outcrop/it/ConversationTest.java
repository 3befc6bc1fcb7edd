package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Event;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.prompt.PromptTemplate;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

@LocalBedrockTest
class ConversationTest {
    private static final String MODEL = "us.amazon.nova-lite-v1:0";

    @TempDir private Path folder;
    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local, Bedrock bedrock) {
        this.local = local;
        this.bedrock = bedrock;
    }

    @Test
    void aForkHearsNothingOfWhatIsSaidInTheOther() {
        local.script(Scripted.text("One."), Scripted.text("Two."), Scripted.text("Three."));
        Chat chat = bedrock.chat(MODEL).open();
        chat.ask("First?");

        Chat fork = chat.fork();
        chat.ask("Second?");
        fork.ask("Other?");

        assertThat(chat.turns())
                .extracting(Turn::text)
                .containsExactly("First?", "One.", "Second?", "Two.");
        assertThat(fork.turns())
                .extracting(Turn::text)
                .containsExactly("First?", "One.", "Other?", "Three.");
    }

    @Test
    void historyModelAndSystemCanBeSet() {
        Chat chat = bedrock.chat(MODEL).system("A").open();
        chat.addTurns(Turn.of(Message.user("Hi")), Turn.of(Message.assistant("Hello")));
        chat.setSystem("B");
        chat.setModel("us.amazon.nova-pro-v1:0");

        chat.ask("And?");

        var request = local.requests().getLast();
        assertThat(request.modelId()).isEqualTo("us.amazon.nova-pro-v1:0");
        assertThat(((Json.Obj) request.body()).get("system"))
                .isEqualTo(Json.parse("[{\"text\":\"B\"}]"));
        assertThat(((Json.Obj) request.body()).array("messages")).hasSize(3);
        assertThat(chat.rounds()).hasSize(2);
        assertThat(chat.lastRound()).hasSize(2);
        chat.setTurns(List.of());
        assertThat(chat.rounds()).isEmpty();
    }

    @Test
    void aSavedChatGoesOnWhereItWasWithEverythingInIt() throws Exception {
        local.script(
                Scripted.answer(
                        (Json.Obj)
                                Json.parse(
                                        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":["
                                                + "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"hm\",\"signature\":\"c2ln\"}}},"
                                                + "{\"hologram\":{\"depth\":3.50}},{\"text\":\"Yes.\"}]}},"
                                                + "\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":1,\"outputTokens\":2,\"totalTokens\":3},"
                                                + "\"metrics\":{\"latencyMs\":5},\"novelty\":[1]}")));
        Chat chat = bedrock.chat(MODEL).system("Be brief.").open();
        chat.ask("Really?");
        Path file = folder.resolve("chat.json");
        chat.save(file);

        Chat again = bedrock.load(file).open();

        assertThat(again.turns()).isEqualTo(chat.turns());
        assertThat(again.system()).isEqualTo("Be brief.");
        assertThat(again.model().id()).isEqualTo(MODEL);
        assertThat(Files.readString(file))
                .contains("3.50")
                .contains("novelty")
                .doesNotContain("no-secret");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFileThatIsNoChatOrALaterOneIsRefusedAndLeftAlone() throws Exception {
        for (String text :
                List.of(
                        "",
                        "{",
                        "[]",
                        "{}",
                        "{\"outcropChat\":2,\"modelId\":\"m\"}",
                        "{\"outcropChat\":1,\"modelId\":\"m\",\"turns\":[3]}")) {
            Path file = Files.writeString(folder.resolve("bad.json"), text);

            assertThatThrownBy(() -> bedrock.load(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("bad.json");
            assertThat(Files.readString(file)).isEqualTo(text);
        }
    }

    @Test
    void aFutureHasTheReplyOrTheFailure() throws Exception {
        local.script(Scripted.text("Later."), Scripted.error("ValidationException", "no"));
        Chat chat = bedrock.chat(MODEL).open();

        assertThat(chat.askAsync("One?").get(10, TimeUnit.SECONDS).text()).isEqualTo("Later.");
        assertThatThrownBy(() -> chat.askAsync("Two?").get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ValidationException.class);
        assertThat(chat.turns()).hasSize(2);
    }

    @Test
    void cancellingAFutureEndsTheCall() throws Exception {
        var gate = new StallGate();
        local.script(Scripted.steps(new Step.Stall(gate)));
        CompletableFuture<Reply> future = bedrock.model(MODEL).invokeAsync(Message.user("Hi"));
        assertThat(gate.awaitArrival(Duration.ofSeconds(10))).isTrue();

        future.cancel(true);

        assertThat(future).isCancelled();
        awaitNoCalls();
        gate.open();
    }

    @Test
    void aPublisherGivesWhatIsAskedForAndEndsOnce() throws Exception {
        var received = new Received(1);
        bedrock.model(MODEL)
                .publish(Message.user("Tell me three jokes about statisticians"))
                .subscribe(received);

        assertThat(received.over.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(received.ends).containsExactly("complete");
        assertThat(received.events.getLast()).isInstanceOf(StreamEvent.Metadata.class);
        assertThat(received.unasked).isFalse();
    }

    @Test
    void cancellingASubscriptionEndsTheCallWithoutASignal() throws Exception {
        var gate = new StallGate();
        local.script(
                Scripted.events(
                                Event.messageStart(),
                                Event.textDelta(0, "a"),
                                Event.textDelta(0, "b"))
                        .afterFrames(2, new Step.Stall(gate)));
        var received = new Received(Long.MAX_VALUE);
        bedrock.model(MODEL).publish(Message.user("Hi")).subscribe(received);
        assertThat(gate.awaitArrival(Duration.ofSeconds(10))).isTrue();

        received.cancel();

        awaitNoCalls();
        assertThat(received.ends).isEmpty();
        gate.open();
    }

    @Test
    void aPublisherSaysWhatFailedOnce() throws Exception {
        local.script(Scripted.error("AccessDeniedException", "not you"));
        var received = new Received(1);
        bedrock.model(MODEL).publish(Message.user("Hi")).subscribe(received);

        assertThat(received.over.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(received.ends).containsExactly("AccessDeniedException");
    }

    @Test
    void closingTheClientEndsWhatIsUnderWay() throws Exception {
        var gate = new StallGate();
        local.script(Scripted.steps(new Step.Stall(gate)));
        CompletableFuture<Reply> future = bedrock.chat(MODEL).open().askAsync("Hi");
        assertThat(gate.awaitArrival(Duration.ofSeconds(10))).isTrue();

        bedrock.close();

        assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> bedrock.chat(MODEL).ask("Hi"))
                .isInstanceOf(CancelledException.class);
        gate.open();
    }

    @Test
    void aTemplateIsFilledAndHandedToAModel() {
        var translate =
                PromptTemplate.of(
                        Message.system("You translate {from} to {to}. Use {{braces}}."),
                        PromptTemplate.placeholder("history"),
                        Message.user("{text}"));

        Reply reply =
                translate
                        .with(Map.of("from", "English"))
                        .then(bedrock.model(MODEL)::invoke)
                        .apply(
                                Map.of(
                                        "to", "German",
                                        "text", "I {love} programming.",
                                        "history",
                                                List.of(
                                                        Message.user("Hi"),
                                                        Message.assistant("Hallo"))));

        assertThat(reply.text()).isNotBlank();
        assertThat(local.requests().getLast().body())
                .isEqualTo(
                        Json.parse(
                                "{\"system\":[{\"text\":\"You translate English to German. Use {braces}.\"}],\"messages\":["
                                        + "{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]},{\"role\":\"assistant\",\"content\":[{\"text\":\"Hallo\"}]},"
                                        + "{\"role\":\"user\",\"content\":[{\"text\":\"I {love} programming.\"}]}]}"));
    }

    private void awaitNoCalls() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (bedrock.liveCalls() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(bedrock.liveCalls()).isZero();
    }

    /** Asks for a few events at a time. */
    private static final class Received implements Flow.Subscriber<StreamEvent> {
        final List<StreamEvent> events = new ArrayList<>();
        final List<String> ends = new ArrayList<>();
        final CountDownLatch over = new CountDownLatch(1);
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private final long batch;
        private long asked;
        boolean unasked;

        Received(long batch) {
            this.batch = batch;
        }

        private void request(Flow.Subscription subscription) {
            asked = asked + batch < 0 ? Long.MAX_VALUE : asked + batch;
            subscription.request(batch);
        }

        void cancel() {
            subscription.join().cancel();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription.complete(subscription);
            request(subscription);
        }

        @Override
        public void onNext(StreamEvent event) {
            events.add(event);
            unasked |= events.size() > asked;
            request(subscription.join());
        }

        @Override
        public void onError(Throwable failure) {
            ends.add(failure.getClass().getSimpleName());
            over.countDown();
        }

        @Override
        public void onComplete() {
            ends.add("complete");
            over.countDown();
        }
    }
}
