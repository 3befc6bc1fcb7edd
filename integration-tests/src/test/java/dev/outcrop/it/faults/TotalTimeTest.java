package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.outcrop.Model;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Observer.Outcome;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.settings.Protocol;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A call ends with its total time, also while no thread wants an event of it. */
@Timeout(30)
class TotalTimeTest {
    private final Trial trial = new Trial();
    private final StallGate gate = new StallGate();

    @AfterEach
    void close() {
        gate.open();
        trial.close();
    }

    private Model model(Protocol protocol, Duration total) {
        Scripted.Steps halfway = Answers.halfway(new Step.Stall(gate));
        boolean isNative = protocol == Protocol.INVOKE_MODEL;
        trial.local().script(isNative ? InvokeFrames.of(halfway) : halfway);
        return trial.bedrock()
                .model(Trial.MODEL)
                .with(protocol)
                .with(Timeouts.DEFAULT.withTotal(total));
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        var never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            never.await(1, TimeUnit.MILLISECONDS);
        }
    }

    private void isOver() throws InterruptedException {
        eventually(() -> trial.bedrock().liveCalls() == 0);
        eventually(() -> trial.heard().ended.size() == 1);
        assertThat(trial.heard().ended.getFirst().outcome()).isEqualTo(Outcome.FAILED);
        isTotal(Objects.requireNonNull(trial.heard().ended.getFirst().failure()));
    }

    private static void isTotal(Throwable thrown) {
        assertThat(thrown).isInstanceOf(TimedOutException.class);
        assertThat(((TimedOutException) thrown).phase()).isEqualTo(TimedOutException.Phase.TOTAL);
    }

    /** Asks for so many events, and no more. */
    private record Few(int events, CompletableFuture<Throwable> end)
            implements Flow.Subscriber<StreamEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            if (events > 0) {
                subscription.request(events);
            }
        }

        @Override
        public void onNext(StreamEvent event) {}

        @Override
        public void onError(Throwable e) {
            end.complete(e);
        }

        @Override
        public void onComplete() {
            end.completeExceptionally(new AssertionError("complete"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CONVERSE", "INVOKE_MODEL"})
    void endsACallWhoseSubscriberAsksForNothingMore(Protocol protocol) throws Exception {
        for (int events = 0; events < 3; events += 2) {
            trial.heard().ended.clear();
            var end = new CompletableFuture<Throwable>();
            model(protocol, Duration.ofSeconds(1))
                    .publish(Message.user("Go on."))
                    .subscribe(new Few(events, end));

            isTotal(end.get());
            isOver();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CONVERSE", "INVOKE_MODEL"})
    void endsAStreamThatIsNotRead(Protocol protocol) throws Exception {
        try (ReplyStream stream = model(protocol, Duration.ofSeconds(1)).stream("Go on.")) {
            isOver();
            isTotal(catchThrowable(stream::reply));
        }
    }

    @Test
    void endsAStreamThatIsReadSlowlyAndKeepsWhatHadArrived() throws Exception {
        try (ReplyStream stream =
                model(Protocol.CONVERSE, Duration.ofSeconds(1)).stream("Go on.")) {
            assertThat(stream.text().iterator().next()).isEqualTo("Hel");
            isOver();
            assertThat(Objects.requireNonNull(stream.partial()).text()).isEqualTo("Hel");
            assertThatThrownBy(() -> stream.iterator().next())
                    .isInstanceOf(TimedOutException.class);
        }
    }

    @Test
    void endsACallWhoseSubscriberNeverReturns() throws Exception {
        var stuck = new CountDownLatch(1);
        var end = new CompletableFuture<Throwable>();
        model(Protocol.CONVERSE, Duration.ofSeconds(1))
                .publish(Message.user("Go on."))
                .subscribe(
                        new Flow.Subscriber<>() {
                            @Override
                            public void onSubscribe(Flow.Subscription subscription) {
                                subscription.request(Long.MAX_VALUE);
                            }

                            @Override
                            public void onNext(StreamEvent event) {
                                try {
                                    stuck.await();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            }

                            @Override
                            public void onError(Throwable e) {
                                end.complete(e);
                            }

                            @Override
                            public void onComplete() {}
                        });

        isOver();
        stuck.countDown();
        isTotal(end.get());
    }

    @Test
    void anAnswerThatIsWholeIsNotTakenBack() throws Exception {
        trial.local().script(Answers.good());
        Model model =
                trial.bedrock()
                        .model(Trial.MODEL)
                        .with(Timeouts.DEFAULT.withTotal(Duration.ofSeconds(30)));
        try (ReplyStream stream = model.stream("Go on.")) {
            assertThat(stream.reply().text()).isEqualTo("Good.");
        }
    }
}
