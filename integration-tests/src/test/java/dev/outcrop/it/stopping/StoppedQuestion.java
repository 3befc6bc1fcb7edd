package dev.outcrop.it.stopping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.CancelledException;
import dev.outcrop.it.stopping.CallStyle.Place;
import dev.outcrop.it.stopping.CallStyle.Stop;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Approver.Approval;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolPolicy;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A question with two rounds of tools that is stopped at one of the places where user code runs,
 * counted from 0; the chat is asked again at once, and then looked at.
 */
final class StoppedQuestion {
    private static final JsonSchema ANY = JsonSchema.parse("{\"type\":\"object\"}");

    /** Thrown by {@link Stop#THROW}. */
    private static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * What is tried.
     *
     * @param at the number of the place, in the order in which they are reached
     * @param nested whether the chat is asked again by the thread that stopped the question
     * @param stubborn whether tools go on after the stop until the chat was asked again
     */
    record Plan(
            CallStyle style,
            Stop stop,
            int at,
            boolean sequential,
            boolean nested,
            boolean stubborn) {}

    private final Plan plan;
    private final Cancellation handle = new Cancellation();
    private final Bedrock client;
    private final Bedrock other;
    private final Chat chat;

    private final AtomicInteger places = new AtomicInteger();
    private final AtomicBoolean due = new AtomicBoolean(true);
    private final AtomicBoolean toAskAgain = new AtomicBoolean(true);
    private final CountDownLatch stopDone = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch askedAgain = new CountDownLatch(1);
    private final Map<String, CountDownLatch> rounds =
            Map.of("a", new CountDownLatch(3), "b", new CountDownLatch(2));

    private final Map<String, Thread> began = new ConcurrentHashMap<>();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();
    private final Set<String> finishedBeforeStop = ConcurrentHashMap.newKeySet();
    private final Set<String> beganAfterStop = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<CompletableFuture<Reply>> future = new CompletableFuture<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final CompletableFuture<String> again = new CompletableFuture<>();
    private volatile @Nullable ReplyStream stream;
    private volatile @Nullable Thread asker;
    private volatile boolean leaving;
    private volatile @Nullable Throwable failure;

    StoppedQuestion(ToolServer server, Plan plan) {
        this.plan = plan;
        client = server.connect(new Watching(this::asking, this::reached));
        other = server.connect(new Watching(() -> {}, place -> {}));
        var builder =
                client.chat(ToolServer.MODEL)
                        .tools(Tool.of("act", "Acts.", ANY, this::act))
                        .toolPolicy(
                                ToolPolicy.asking(
                                        request -> {
                                            reached(Place.APPROVAL);
                                            return Approval.ONCE;
                                        }));
        chat = plan.sequential() ? builder.sequentialTools().open() : builder.open();
        chat.setModel(chat.model().with(handle));
        chat.onToolRequest(
                request -> {
                    reached(Place.REQUEST);
                    return request;
                });
        chat.onToolResult(result -> reached(Place.RESULT));
    }

    /** How many places were reached. */
    int places() {
        return places.get();
    }

    private void asking() {
        asker = Thread.currentThread();
    }

    private Object act(Json.Obj input) throws InterruptedException {
        String id = Objects.requireNonNull(input.string("id"));
        began.put(id, Thread.currentThread());
        if (stopDone.getCount() == 0) {
            beganAfterStop.add(id);
        }
        if (!plan.sequential()) {
            awaitOthers(id);
        }
        reached(Place.TOOL_BEGIN);
        if (plan.stubborn() && stopDone.getCount() == 0) {
            awaitUninterruptibly(askedAgain);
        }
        reached(Place.TOOL_END);
        finished.add(id);
        return "result of " + id;
    }

    /** None goes on before all have begun: so one that begins later began after the stop. */
    private void awaitOthers(String id) {
        CountDownLatch round = Objects.requireNonNull(rounds.get(id.substring(0, 1)));
        round.countDown();
        awaitUninterruptibly(round);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void reached(Place place) {
        int number = places.getAndIncrement();
        if (number >= plan.at() && fits(place) && due.compareAndSet(true, false)) {
            // One that finishes from here on may not have returned when the stop comes.
            List<String> returned = List.copyOf(finished);
            returned.forEach(id -> join(Objects.requireNonNull(began.get(id))));
            finishedBeforeStop.addAll(returned);
            stop(place);
        }
    }

    private boolean fits(Place place) {
        return switch (plan.stop()) {
            case THROW -> place.mayThrow();
            case CLOSE_STREAM -> stream != null;
            case INTERRUPT -> asker != null;
            case CANCEL,
                    CLOSE_CLIENT,
                    CANCEL_FUTURE,
                    COMPLETE_FUTURE,
                    TIME_OUT_FUTURE,
                    CANCEL_SUBSCRIPTION ->
                    true;
        };
    }

    private void stop(Place place) {
        switch (plan.stop()) {
            case CANCEL -> handle.cancel();
            case CLOSE_CLIENT -> client.close();
            case INTERRUPT -> Objects.requireNonNull(asker).interrupt();
            case THROW -> {
                stopDone.countDown();
                throw new Thrown();
            }
            case CLOSE_STREAM -> {
                if (place == Place.EVENT && plan.at() % 2 == 0) {
                    leaving = true;
                } else {
                    Objects.requireNonNull(stream).close();
                }
            }
            case CANCEL_FUTURE -> asked().cancel(true);
            case COMPLETE_FUTURE -> asked().completeExceptionally(new Thrown());
            case TIME_OUT_FUTURE -> {
                var unused = asked().orTimeout(1, TimeUnit.NANOSECONDS);
                asked().handle((reply, e) -> "").join();
            }
            case CANCEL_SUBSCRIPTION -> subscription.join().cancel();
        }
        stopDone.countDown();
        if (plan.nested() && plan.stop().releasesAtOnce() && !leaving) {
            Thread.startVirtualThread(this::askAgain); // this one may be interrupted
            awaitUninterruptibly(askedAgain);
        }
    }

    private CompletableFuture<Reply> asked() {
        return future.join();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void askAgain() {
        if (!toAskAgain.compareAndSet(true, false)) {
            return;
        }
        chat.setModel(other.model(ToolServer.MODEL));
        try {
            again.complete(chat.ask("And now?").text());
        } catch (RuntimeException e) {
            again.completeExceptionally(e);
        }
        askedAgain.countDown();
    }

    /** Asks, is stopped, asks again, and looks at the chat. */
    void run() throws Exception {
        try (client;
                other) {
            ask();
            if (plan.stop() == Stop.INTERRUPT && !due.get()) {
                // Until then, the JDK may close a channel that this thread only opens now.
                awaitUninterruptibly(stopDone);
            }
            boolean interrupted = Thread.interrupted();
            if (plan.stop() != Stop.INTERRUPT) {
                assertThat(interrupted).as("no interrupt is left over").isFalse();
            }
            askAgain();
            assertThat(again.get(60, TimeUnit.SECONDS)).isEqualTo("Good.");
            List<Turn> turns = chat.turns();
            assertThat(ended.await(60, TimeUnit.SECONDS)).as("the question ended").isTrue();
            for (Thread tool : began.values()) {
                tool.join();
            }
            assertThat(chat.turns()).as("nothing late is in the history").isEqualTo(turns);
            check(turns);
        }
    }

    private void ask() throws Exception {
        switch (plan.style()) {
            case ASK -> metadata(() -> chat.ask(ToolServer.QUESTION));
            case STREAM -> metadata(this::readStream);
            case ASYNC -> {
                CompletableFuture<Reply> reply = chat.askAsync(ToolServer.QUESTION);
                future.complete(reply);
                try {
                    reply.get(60, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    failure = e.getCause();
                } catch (TimeoutException e) {
                    throw e;
                } catch (RuntimeException e) {
                    failure = e;
                }
                ended.countDown();
            }
            case PUBLISH -> {
                chat.publish(Content.text(ToolServer.QUESTION)).subscribe(new Reading());
                while (ended.getCount() > 0
                        && !(plan.stop() == Stop.CANCEL_SUBSCRIPTION && stopDone.getCount() == 0)) {
                    ended.await(1, TimeUnit.MILLISECONDS);
                }
                ended.countDown();
            }
        }
    }

    private void metadata(Runnable question) {
        try {
            question.run();
        } catch (RuntimeException e) {
            failure = e;
        }
        ended.countDown();
    }

    private void readStream() {
        try (ReplyStream opened = chat.stream(ToolServer.QUESTION)) {
            stream = opened;
            for (StreamEvent unused : opened) {
                reached(Place.EVENT);
                if (leaving) {
                    return;
                }
            }
        }
    }

    private void check(List<Turn> turns) {
        String what = plan + ": " + turns;
        assertThat(beganAfterStop).as(what).isEmpty();
        if (failure != null && plan.stop() != Stop.THROW && plan.stop() != Stop.COMPLETE_FUTURE) {
            assertThat(failure)
                    .as(what)
                    .isInstanceOfAny(
                            CancelledException.class,
                            TimeoutException.class,
                            java.util.concurrent.CancellationException.class);
        }
        boolean read = plan.style() == CallStyle.ASK || plan.style() == CallStyle.STREAM;
        if (read && failure == null && !leaving) {
            assertThat(turns.get(turns.size() - 3).text()).as(what).isEqualTo("Done.");
        }
        var results = results(turns);
        assertThat(results.keySet()).as(what).containsAll(began.keySet());
        results.forEach(
                (id, text) -> {
                    if (finishedBeforeStop.contains(id)) {
                        assertThat(text).as(what).isEqualTo("result of " + id);
                    } else if (began.containsKey(id)) {
                        assertThat(text).as(what).matches(".*may have run.*|result of " + id);
                    } else {
                        assertThat(text).as(what).contains("was not run");
                    }
                });
    }

    /** The texts of the results by the ids of the calls, each of which has one. */
    private static Map<String, String> results(List<Turn> turns) {
        var results = new ConcurrentHashMap<String, String>();
        for (int i = 0; i < turns.size(); i++) {
            var ids = turns.get(i).toolUses().stream().map(Content.ToolUse::toolUseId).toList();
            if (!ids.isEmpty()) {
                var answers = new ArrayList<String>();
                for (Content block : turns.get(i + 1).content()) {
                    if (block instanceof Content.ToolResult result) {
                        answers.add(result.toolUseId());
                        results.put(result.toolUseId(), Content.text(result.content()));
                    }
                }
                assertThat(answers).isEqualTo(ids);
            }
        }
        return results;
    }

    private final class Reading implements Flow.Subscriber<StreamEvent> {
        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(StreamEvent event) {
            reached(Place.EVENT);
        }

        @Override
        public void onError(Throwable e) {
            failure = e;
            ended.countDown();
        }

        @Override
        public void onComplete() {
            ended.countDown();
        }
    }
}
