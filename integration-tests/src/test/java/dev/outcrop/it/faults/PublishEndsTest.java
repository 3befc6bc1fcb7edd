package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Observer.Outcome;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A published answer and a future end once, and take their call with them. */
class PublishEndsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Trial trial = new Trial();
    private final Received received = new Received();
    private final Cancellation handle = new Cancellation();

    @AfterEach
    void close() {
        trial.close();
    }

    /** Asks for as many events as it is told to. */
    private static class Received implements Flow.Subscriber<StreamEvent> {
        final List<StreamEvent> events = new CopyOnWriteArrayList<>();
        final AtomicInteger ends = new AtomicInteger();
        final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
        final CountDownLatch three = new CountDownLatch(3);
        private Flow.@Nullable Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
        }

        Flow.Subscription subscription() {
            return Objects.requireNonNull(subscription);
        }

        @Override
        public void onNext(StreamEvent event) {
            events.add(event);
            three.countDown();
        }

        @Override
        public void onError(Throwable e) {
            ends.incrementAndGet();
            end.complete(e);
        }

        @Override
        public void onComplete() {
            ends.incrementAndGet();
            end.complete(null);
        }

        @Nullable Throwable ended() throws Exception {
            Throwable how = end.get(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(ends).hasValue(1);
            return how;
        }
    }

    private void subscribe(Received subscriber) {
        trial.bedrock()
                .model(Trial.MODEL)
                .with(handle)
                .publish(Message.user("Go on."))
                .subscribe(subscriber);
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        var never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            never.await(1, TimeUnit.MILLISECONDS);
        }
    }

    private void endedAs(Outcome outcome) throws InterruptedException {
        eventually(() -> trial.heard().ended.size() == 1);
        assertThat(trial.heard().ended.getFirst().outcome()).isEqualTo(outcome);
        assertThat(trial.bedrock().liveCalls()).isZero();
    }

    @Test
    void theHandleEndsAStreamThatNobodyAsksFor() throws Exception {
        trial.local().script(Answers.good());
        subscribe(received);
        eventually(() -> trial.heard().firstDeltas.get() == 1);
        handle.cancel();

        assertThat(received.ended()).isInstanceOf(CancelledException.class);
        assertThat(received.events).isEmpty();
        endedAs(Outcome.CANCELLED);
    }

    @Test
    void theHandleEndsAStreamInTheMiddle() throws Exception {
        var gate = new StallGate();
        trial.local().script(Answers.halfway(new Step.Stall(gate)));
        subscribe(received);
        received.subscription().request(100);
        assertThat(received.three.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        handle.cancel();

        assertThat(received.ended()).isInstanceOf(CancelledException.class);
        assertThat(received.events).hasSize(3);
        endedAs(Outcome.CANCELLED);
        gate.open();
    }

    @Test
    void closingTheClientEndsAStreamThatNobodyAsksFor() throws Exception {
        trial.local().script(Answers.good());
        subscribe(received);
        eventually(() -> trial.heard().firstDeltas.get() == 1);
        trial.bedrock().close();

        assertThat(received.ended()).isInstanceOf(CancelledException.class);
        endedAs(Outcome.CANCELLED);
    }

    @Test
    void aSubscriberThatCancelsHearsNothingMore() throws Exception {
        var gate = new StallGate();
        trial.local().script(Answers.halfway(new Step.Stall(gate)));
        subscribe(received);
        received.subscription().request(3);
        assertThat(received.three.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        received.subscription().cancel();

        endedAs(Outcome.CANCELLED);
        assertThat(received.ends).hasValue(0);
        assertThat(received.events).hasSize(3);
        gate.open();
    }

    @Test
    void aSubscriberThatThrowsEndsTheCallAndHearsItOnce() throws Exception {
        var gate = new StallGate();
        trial.local().script(Answers.halfway(new Step.Stall(gate)));
        var thrower =
                new Received() {
                    @Override
                    public void onNext(StreamEvent event) {
                        super.onNext(event);
                        throw new IllegalStateException("mine");
                    }
                };
        subscribe(thrower);
        thrower.subscription().request(100);

        assertThat(thrower.ended()).isInstanceOf(IllegalStateException.class).hasMessage("mine");
        assertThat(thrower.events).hasSize(1);
        endedAs(Outcome.CANCELLED);
        gate.open();
    }

    @Test
    void aTruncatedAnswerIsAnError() throws Exception {
        trial.local().script(Answers.halfway(new Step.End()));
        subscribe(received);
        received.subscription().request(100);

        assertThat(received.ended()).isInstanceOf(StreamTruncatedException.class);
        assertThat(received.events).hasSize(3);
        assertThat(trial.requests()).isEqualTo(1);
        endedAs(Outcome.FAILED);
    }

    @Test
    void aRequestForNothingIsAnError() throws Exception {
        trial.local().script(Answers.good());
        subscribe(received);
        received.subscription().request(0);

        assertThat(received.ended()).isInstanceOf(IllegalArgumentException.class);
        endedAs(Outcome.CANCELLED);
    }

    @Test
    void allOfItIsGivenAsItIsAskedFor() throws Exception {
        trial.local().script(Answers.good());
        subscribe(received);
        for (int i = 1; i <= Answers.GOOD.size(); i++) {
            received.subscription().request(1);
            int due = i;
            eventually(() -> received.events.size() == due);
        }

        assertThat(received.ended()).isNull();
        endedAs(Outcome.DONE);
    }

    @Test
    void aFutureThatIsEndedByAnybodyEndsItsCall() throws Exception {
        var gate = new StallGate();
        trial.local().script(Scripted.steps(new Step.Stall(gate)));
        var future = trial.bedrock().model(Trial.MODEL).invokeAsync(Message.user("Go on."));
        assertThat(gate.awaitArrival(LONG)).isTrue();
        assertThat(future.completeExceptionally(new IllegalStateException("mine"))).isTrue();

        endedAs(Outcome.CANCELLED);
        gate.open();
    }

    @Test
    void aFutureThatIsCancelledEndsItsCall() throws Exception {
        var gate = new StallGate();
        trial.local().script(Scripted.steps(new Step.Stall(gate)));
        var future = trial.bedrock().model(Trial.MODEL).invokeAsync(Message.user("Go on."));
        assertThat(gate.awaitArrival(LONG)).isTrue();
        assertThat(future.cancel(true)).isTrue();

        endedAs(Outcome.CANCELLED);
        gate.open();
    }
}
