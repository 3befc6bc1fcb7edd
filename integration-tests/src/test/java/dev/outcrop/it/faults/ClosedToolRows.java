package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Chat;
import dev.outcrop.ChatBuilder;
import dev.outcrop.error.CancelledException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolPolicy;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Row 101, where no call is under way: the client is closed while tools run for a chat. */
final class ClosedToolRows {
    private ClosedToolRows() {}

    static List<Row> rows() {
        return List.of(
                new Row(101, "client closed while a tool runs → stopped", ClosedToolRows::tool),
                new Row(101, "client closed while one decides → stopped", ClosedToolRows::approval),
                new Row(101, "the same, and nobody reads → told", ClosedToolRows::published));
    }

    private static void tool(Trial ignored) throws Exception {
        for (boolean streamed : new boolean[] {false, true}) {
            try (var own = new Trial()) {
                var hanging = new Hanging();
                closed(
                        own,
                        own.bedrock().chat(Trial.MODEL).tools(hanging.tool()),
                        hanging,
                        streamed);
            }
        }
    }

    private static void approval(Trial ignored) throws Exception {
        for (boolean streamed : new boolean[] {false, true}) {
            try (var own = new Trial()) {
                var hanging = new Hanging();
                ChatBuilder chat =
                        own.bedrock()
                                .chat(Trial.MODEL)
                                .tools(Tool.of("hang", "A tool.", Hanging.ANY, input -> "done"))
                                .toolPolicy(
                                        ToolPolicy.asking(
                                                request -> {
                                                    throw hanging.hang();
                                                }));
                closed(own, chat, hanging, streamed);
            }
        }
    }

    private static void closed(Trial trial, ChatBuilder builder, Hanging hanging, boolean streamed)
            throws Exception {
        trial.local().script(ToolTrial.calls("hang", "{}"));
        Chat chat = builder.open();
        var ended = new AtomicReference<@Nullable ToolTrial>();
        Thread asking =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        ended.set(
                                                streamed
                                                        ? ToolTrial.stream(chat)
                                                        : ToolTrial.ask(chat)));
        hanging.awaitBegin();

        trial.bedrock().close();

        assertThat(asking.join(Duration.ofSeconds(30))).as("the question ended").isTrue();
        hanging.awaitEnd();
        assertThat(ended.get())
                .isNotNull()
                .satisfies(
                        how -> {
                            assertThat(how.failure()).isInstanceOf(CancelledException.class);
                            assertThat(how.result()).contains("cancelled");
                        });
        assertThat(chat.turns()).as("question, call, cancelled result").hasSize(3);
        ToolTrial.requireAnswered(chat.turns());
        assertThat(trial.requests()).isEqualTo(1);
        assertThat(trial.bedrock().liveCalls()).isZero();
    }

    /** The thread that reads waits for the subscriber, not for the tool. */
    private static void published(Trial trial) throws Exception {
        trial.local().script(ToolTrial.calls("hang", "{}"));
        var hanging = new Hanging();
        var waiting = new CountDownLatch(1);
        var told = new CountDownLatch(1);
        var subscriber =
                new Flow.Subscriber<StreamEvent>() {
                    private Flow.@Nullable Subscription subscription;
                    private volatile @Nullable Throwable failure;

                    @Override
                    public void onSubscribe(Flow.Subscription given) {
                        subscription = given;
                        given.request(1);
                    }

                    @Override
                    public void onNext(StreamEvent event) {
                        if (event instanceof StreamEvent.Metadata) {
                            waiting.countDown();
                        } else if (subscription != null) {
                            subscription.request(1);
                        }
                    }

                    @Override
                    public void onError(Throwable e) {
                        failure = e;
                        told.countDown();
                    }

                    @Override
                    public void onComplete() {}
                };
        Chat chat = trial.bedrock().chat(Trial.MODEL).tools(hanging.tool()).open();
        chat.publish(Content.text("Go on.")).subscribe(subscriber);
        assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();

        trial.bedrock().close();

        assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(subscriber.failure).isInstanceOf(CancelledException.class);
        ToolTrial.requireAnswered(chat.turns());
    }

    /** Something that only an interrupt ends. */
    private static final class Hanging {
        static final JsonSchema ANY = JsonSchema.parse("{\"type\":\"object\"}");

        private final CountDownLatch began = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);

        Tool tool() {
            Tool.Body<Json.Obj> body =
                    input -> {
                        throw hang();
                    };
            return Tool.of("hang", "A tool.", ANY, body);
        }

        RuntimeException hang() {
            began.countDown();
            try {
                new CountDownLatch(1).await();
                return new IllegalStateException("nobody counts down");
            } catch (InterruptedException e) {
                return new IllegalStateException("interrupted", e);
            } finally {
                ended.countDown();
            }
        }

        void awaitBegin() throws InterruptedException {
            assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
        }

        void awaitEnd() throws InterruptedException {
            assertThat(ended.await(30, TimeUnit.SECONDS)).as("interrupted").isTrue();
        }
    }
}
