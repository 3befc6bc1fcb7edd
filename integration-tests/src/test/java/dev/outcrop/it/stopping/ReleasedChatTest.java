package dev.outcrop.it.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.ExtractionStream;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.CancelledException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Observer;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A question that was cancelled leaves its chat free at once, whatever it was at. */
@Timeout(120)
class ReleasedChatTest {
    private static final int TIMES = 50;
    private static final JsonSchema ANY = JsonSchema.parse("{\"type\":\"object\"}");

    private final ToolServer server = new ToolServer();
    private final Bedrock bedrock = server.connect(new Observer() {});
    private final Cancellation handle = new Cancellation();

    /** Tools of the first question run until this, despite interrupts. */
    private final CountDownLatch leave = new CountDownLatch(1);

    private final CountDownLatch running = new CountDownLatch(3);

    @AfterEach
    void stop() {
        leave.countDown();
        bedrock.close();
        server.close();
    }

    private Tool deaf() {
        return Tool.of(
                "act",
                "Acts.",
                ANY,
                input -> {
                    running.countDown();
                    while (leave.getCount() > 0) {
                        try {
                            leave.await();
                        } catch (InterruptedException e) {
                            // that is the point
                        }
                    }
                    return "late";
                });
    }

    private Chat chat() {
        return bedrock.chat(ToolServer.MODEL).tools(deaf()).open();
    }

    private static void isFree(Chat chat) {
        assertThat(chat.ask("And now?").text()).isEqualTo("Good.");
    }

    @Test
    void isFreeAfterAFutureIsCancelledAtOnce() {
        for (int i = 0; i < TIMES; i++) {
            Chat chat = chat();
            CompletableFuture<Reply> future = chat.askAsync(ToolServer.QUESTION);
            assertThat(future.cancel(true)).isTrue();
            isFree(chat);
        }
    }

    @Test
    void isFreeAfterAFutureIsCancelledWhileItsToolsRun() throws Exception {
        Chat chat = chat();
        CompletableFuture<Reply> future = chat.askAsync(ToolServer.QUESTION);
        running.await();

        future.cancel(false);

        assertThat(future).isCancelled();
        isFree(chat);
        List<Turn> turns = chat.turns();
        assertThat(turns.get(2).content())
                .allSatisfy(
                        block -> {
                            var result = (Content.ToolResult) block;
                            assertThat(result.isError()).isTrue();
                            assertThat(Content.text(result.content())).contains("may have run");
                        });
        leave.countDown();
        isFree(chat);
        assertThat(chat.turns()).hasSize(7).startsWith(turns.toArray(Turn[]::new));
    }

    @Test
    void isFreeAfterAFutureTimesOut() {
        for (int i = 0; i < TIMES; i++) {
            Chat chat = chat();
            CompletableFuture<Reply> future =
                    chat.askAsync(ToolServer.QUESTION)
                            .orTimeout(1 + i * 50L, TimeUnit.MICROSECONDS);
            assertThatThrownBy(future::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
            isFree(chat);
        }
    }

    @Test
    void isFreeForWhateverIsToHappenWhenTheFutureEnds() {
        Chat chat = chat();
        CompletableFuture<Reply> future = chat.askAsync(ToolServer.QUESTION);
        CompletableFuture<Reply> next = future.exceptionally(cancelled -> chat.ask("And now?"));

        future.cancel(true);

        assertThat(next.join().text()).isEqualTo("Good.");
    }

    @Test
    void isFreeAfterAFutureIsCompletedBySomebodyElse() {
        Chat chat = chat();
        Reply other = chat.ask("Hello.");
        CompletableFuture<Reply> future = chat.askAsync(ToolServer.QUESTION);

        assertThat(future.complete(other)).isTrue();

        isFree(chat);
        assertThat(future.join()).isSameAs(other);
    }

    @Test
    void isFreeAfterAnExtractionIsCancelled() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            Chat chat = chat();
            CompletableFuture<String> future = chat.extractor(String.class).extractAsync("Who?");
            future.cancel(true);
            isFree(chat);

            Chat another = chat();
            CompletableFuture<String> late =
                    another.extractor(String.class)
                            .extractAsync("Who?")
                            .orTimeout(1, TimeUnit.MICROSECONDS);
            assertThatThrownBy(late::get).isInstanceOf(ExecutionException.class);
            isFree(another);
        }
    }

    @Test
    void isFreeWhileAnExtractionThatWasCancelledHasNotEnded() {
        var again = new CompletableFuture<String>();
        var chats = new AtomicReference<Chat>();
        Runnable cancelling =
                () -> {
                    handle.cancel();
                    Chat chat = Objects.requireNonNull(chats.get());
                    chat.setModel(bedrock.model(ToolServer.MODEL));
                    again.complete(chat.ask("And now?").text());
                };
        try (Bedrock other = server.connect(new Watching(cancelling, place -> {}))) {
            Chat chat = chat();
            chat.setModel(other.model(ToolServer.MODEL).with(handle));
            chats.set(chat);

            assertThatThrownBy(() -> chat.extract(String.class, "Who?"))
                    .isInstanceOf(CancelledException.class);

            assertThat(again).isCompletedWithValue("Good.");
            assertThat(chat.turns()).hasSize(2);
        }
    }

    @Test
    void isFreeAfterAnExtractionThatIsNotReadIsCancelled() {
        Chat chat = chat();
        chat.setModel(chat.model().with(handle));
        try (ExtractionStream<Json> stream = chat.extractor().extractStream("Who?")) {
            handle.cancel();
            chat.setModel(bedrock.model(ToolServer.MODEL));
            isFree(chat);
            assertThatThrownBy(stream::value).isInstanceOf(CancelledException.class);
            assertThat(chat.turns()).hasSize(2);
        }
    }

    @Test
    void isFreeAfterASubscriptionIsCancelled() {
        for (int i = 0; i < TIMES; i++) {
            int events = i % 10;
            Chat chat = chat();
            var given = new CompletableFuture<Flow.Subscription>();
            chat.publish(Content.text(ToolServer.QUESTION)).subscribe(cancelling(events, given));
            if (events == 0) {
                given.join().cancel();
            }
            given.orTimeout(60, TimeUnit.SECONDS).join();
            isFree(chat);
        }
    }

    /** Cancels at that event, and is only then ready. */
    private static Flow.Subscriber<StreamEvent> cancelling(
            int at, CompletableFuture<Flow.Subscription> ready) {
        return new Flow.Subscriber<>() {
            private final AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();
            private int events;

            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription.set(given);
                if (at == 0) {
                    ready.complete(given);
                }
                given.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(StreamEvent event) {
                if (++events == at) {
                    Flow.Subscription given = Objects.requireNonNull(subscription.get());
                    given.cancel();
                    ready.complete(given);
                }
            }

            @Override
            public void onError(Throwable e) {
                ready.completeExceptionally(e);
            }

            @Override
            public void onComplete() {
                ready.completeExceptionally(new AssertionError("complete"));
            }
        };
    }

    @Test
    void isFreeAfterAStreamThatIsNotReadIsCancelledAndWhatArrivedStays() {
        Chat chat = chat();
        chat.setModel(chat.model().with(handle));
        try (ReplyStream stream = chat.stream("Hello.")) {
            for (StreamEvent event : stream) {
                if (event instanceof StreamEvent.TextDelta) {
                    break;
                }
            }
            handle.cancel();

            assertThat(chat.turns()).hasSize(2);
            assertThat(chat.lastTurn().text()).isEqualTo("Good.");
            assertThat(chat.lastTurn().isPartial()).isTrue();
            chat.setModel(bedrock.model(ToolServer.MODEL));
            isFree(chat);
            List<Turn> turns = chat.turns();

            assertThatThrownBy(stream::reply).isInstanceOf(CancelledException.class);
            assertThat(chat.turns()).isEqualTo(turns);
        }
    }

    @Test
    void isFreeBeforeItsToolsAreRunAndNoCallIsLeftOpen() {
        Chat chat = chat();
        chat.setModel(chat.model().with(handle));
        try (ReplyStream stream = chat.stream(ToolServer.QUESTION)) {
            for (StreamEvent event : stream) {
                if (event instanceof StreamEvent.MessageStop) {
                    break;
                }
            }
            handle.cancel();

            Turn said = Objects.requireNonNull(chat.lastTurn());
            assertThat(said.text()).isEqualTo("Let me see.");
            assertThat(said.isPartial()).isTrue();
            assertThat(said.toolUses()).isEmpty();
            chat.setModel(bedrock.model(ToolServer.MODEL));
            isFree(chat);
            assertThatThrownBy(stream::reply).isInstanceOf(CancelledException.class);
            assertThat(chat.turns()).hasSize(4);
        }
    }

    @Test
    void isFreeAfterTheModelHasStoppedAndTheAnswerIsWhole() {
        Chat chat = chat();
        chat.setModel(chat.model().with(handle));
        try (ReplyStream stream = chat.stream("Hello.")) {
            for (StreamEvent event : stream) {
                if (event instanceof StreamEvent.MessageStop) {
                    break;
                }
            }
            handle.cancel();

            Turn said = Objects.requireNonNull(chat.lastTurn());
            assertThat(said.text()).isEqualTo("Good.");
            assertThat(said.isPartial()).isFalse();
            assertThat(stream.reply().text()).isEqualTo("Good.");
            assertThat(chat.turns()).hasSize(2);
        }
    }

    @Test
    void isFreeWhileAHookOfTheQuestionBlocks() throws Exception {
        Chat chat = chat();
        var inHook = new CountDownLatch(1);
        var hook =
                chat.onToolRequest(
                        request -> {
                            inHook.countDown();
                            try {
                                leave.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return request;
                        });
        CompletableFuture<Reply> future = chat.askAsync(ToolServer.QUESTION);
        inHook.await();

        future.cancel(true);

        isFree(chat);
        assertThat(running.getCount()).as("no tool ran").isEqualTo(3);
        hook.close();
    }

    @Test
    void isFreeWhenAHookWaitsForAnotherThreadToCloseTheStream() {
        Chat chat = chat();
        var opened = new AtomicReference<ReplyStream>();
        chat.onToolRequest(
                request -> {
                    var closing = new CompletableFuture<String>();
                    Thread.startVirtualThread(
                            () -> {
                                Objects.requireNonNull(opened.get()).close();
                                closing.complete(chat.ask("And now?").text());
                            });
                    assertThat(closing.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo("Good.");
                    return request;
                });
        try (ReplyStream stream = chat.stream(ToolServer.QUESTION)) {
            opened.set(stream);
            assertThatThrownBy(stream::reply).isInstanceOf(CancelledException.class);
        }
        assertThat(running.getCount()).as("no tool ran").isEqualTo(3);
        assertThat(chat.turns()).hasSize(5);
    }

    @Test
    void canBeResumedAndHaveItsHistorySet() throws Exception {
        Chat chat = chat();
        CompletableFuture<Reply> future = chat.askAsync(ToolServer.QUESTION);
        running.await();
        future.cancel(true);
        assertThat(chat.turns()).hasSize(3);
        chat.setTurns(chat.turns());
        leave.countDown();

        assertThat(chat.resume().text()).isEqualTo("Done.");
    }

    @Test
    void isNotFreeWhileAQuestionGoesOn() throws Exception {
        Chat chat = chat();
        CompletableFuture<Reply> future = chat.askAsync(ToolServer.QUESTION);
        running.await();

        assertThatThrownBy(() -> chat.ask("And now?")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> chat.setTurns(List.of()))
                .isInstanceOf(IllegalStateException.class);

        leave.countDown();
        assertThat(future.get(60, TimeUnit.SECONDS).text()).isEqualTo("Done.");
    }
}
