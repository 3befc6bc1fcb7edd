package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.ReplyStream;
import dev.outcrop.batch.Batch;
import dev.outcrop.batch.BatchResult;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Observer;
import dev.outcrop.settings.Protocol;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** An observer that fails changes no call, and leaves nothing behind. */
@Timeout(30)
@Isolated
class ObserverFaultsTest {
    private static final String MODEL = "us.amazon.nova-lite-v1:0";
    private static final String CLAUDE = "anthropic.claude-3-5-haiku-20241022-v1:0";
    private static LocalBedrock local;

    @BeforeAll
    static void start() {
        local = LocalBedrock.start();
        Logger.getLogger("dev.outcrop").setUseParentHandlers(false); // hundreds of stack traces
    }

    @AfterAll
    static void stop() {
        local.close();
        Logger.getLogger("dev.outcrop").setUseParentHandlers(true);
    }

    private static Bedrock client(Observer... observers) {
        var builder =
                Bedrock.builder()
                        .region("us-east-1")
                        .baseUrl(local.endpoint().toString())
                        .apiKey("k")
                        .retries(Trial.RETRIES);
        for (Observer observer : observers) {
            builder.observer(observer);
        }
        return builder.build();
    }

    @SuppressWarnings("removal") // ThreadDeath
    static Stream<Throwable> thrown() {
        return Stream.of(
                new IllegalStateException("mine"),
                new AssertionError("mine"),
                new StackOverflowError("mine"),
                new NoClassDefFoundError("mine"),
                new OutOfMemoryError("mine"),
                new ThreadDeath(),
                new IOException("mine"),
                new CancelledException("mine", ErrorDetails.NONE));
    }

    /** Each way to ask, once. */
    private static void useAll(Bedrock bedrock) throws Exception {
        var model = bedrock.model(MODEL);
        assertThat(model.invoke("Hi!").text()).isNotEmpty();
        try (ReplyStream stream = model.stream("Hi!")) {
            assertThat(stream.reply().text()).isNotEmpty();
        }
        var invokeModel = model.with(Protocol.INVOKE_MODEL);
        assertThat(invokeModel.invoke("Hi!").text()).isNotEmpty();
        try (ReplyStream stream = invokeModel.stream("Hi!")) {
            assertThat(stream.reply().text()).isNotEmpty();
        }
        assertThat(model.invokeAsync(Message.user("Hi!")).get(10, TimeUnit.SECONDS).text())
                .isNotEmpty();
        var published = new CompletableFuture<Integer>();
        model.publish(Message.user("Hi!")).subscribe(new Counting(published));
        assertThat(published.get(10, TimeUnit.SECONDS)).isPositive();
        assertThat(model.batch(List.of("a", "b"), Batch.DEFAULT)).allMatch(BatchResult::isDone);
        assertThat(bedrock.model(CLAUDE).countTokens(Message.user("Hi!"))).isPositive();
        assertThat(bedrock.models()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void noCallNoticesWhatAnObserverThrows(Throwable thrown) throws Exception {
        var broken = new BrokenObserver("all", thrown);
        var heard = new Heard();
        try (var log = new CapturedLog();
                Bedrock bedrock = client(broken, heard)) {
            useAll(bedrock);

            assertThat(bedrock.liveCalls()).isZero();
            assertThat(broken.failures().get()).isGreaterThan(20);
            assertThat(heard.started.get()).isEqualTo(heard.ended.size()).isGreaterThan(9);
            assertThat(heard.ended)
                    .extracting(Observer.Ended::outcome)
                    .containsOnly(Observer.Outcome.DONE);
            assertThat(log.text().split("an observer failed", -1))
                    .as("one report for each call")
                    .hasSize(heard.started.get() + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "started",
                "attempt",
                "retrying",
                "firstDelta",
                "wantsContent",
                "asked",
                "answered",
                "ended"
            })
    void eachMethodMayFailWithAnError(String method) {
        for (boolean streamed : new boolean[] {false, true}) {
            var broken = new BrokenObserver(method, new AssertionError("mine"));
            var heard = new Heard();
            try (var log = new CapturedLog();
                    Bedrock bedrock = client(broken, heard)) {
                local.script(Scripted.error("ThrottlingException", "slow down"));
                if (streamed) {
                    try (ReplyStream stream = bedrock.model(MODEL).stream("Hi!")) {
                        assertThat(stream.reply().text()).isNotEmpty();
                    }
                } else {
                    assertThat(bedrock.model(MODEL).invoke("Hi!").text()).isNotEmpty();
                }
                assertThat(bedrock.liveCalls()).isZero();
                assertThat(heard.retrying.get()).isEqualTo(1);
                assertThat(heard.ended).hasSize(1);
                if (streamed || !method.equals("firstDelta")) {
                    assertThat(log.text()).containsOnlyOnce("an observer failed");
                }
            }
        }
    }

    @Test
    void aCallThatFailsOrIsCancelledFailsTheSameWay() {
        for (boolean streamed : new boolean[] {false, true}) {
            var broken = new BrokenObserver("all", new StackOverflowError("mine"));
            var heard = new Heard();
            try (Bedrock bedrock = client(broken, heard)) {
                local.script(Scripted.error("ValidationException", "no"));
                assertThatThrownBy(
                                () -> {
                                    if (streamed) {
                                        bedrock.model(MODEL).stream("Hi!").close();
                                    } else {
                                        bedrock.model(MODEL).invoke("Hi!");
                                    }
                                })
                        .isInstanceOf(ValidationException.class)
                        .hasMessageContaining("no");
                ReplyStream left = bedrock.model(MODEL).stream("Hi!");
                left.close();
                assertThatThrownBy(left::reply).isInstanceOf(CancelledException.class);
                assertThat(bedrock.liveCalls()).isZero();
                assertThat(heard.ended)
                        .extracting(Observer.Ended::outcome)
                        .containsExactly(Observer.Outcome.FAILED, Observer.Outcome.CANCELLED);
            }
        }
    }

    @Test
    void aLoggerThatFailsMattersAsLittle() {
        var logger = Logger.getLogger("dev.outcrop.observer");
        var handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord line) {
                        throw new AssertionError("the logger's");
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        logger.addHandler(handler);
        try (Bedrock bedrock = client(new BrokenObserver("all", new AssertionError("mine")))) {
            assertThat(bedrock.model(MODEL).invoke("Hi!").text()).isNotEmpty();
            assertThat(bedrock.liveCalls()).isZero();
        } finally {
            logger.removeHandler(handler);
        }
    }

    /** Counts events. */
    private record Counting(CompletableFuture<Integer> result, AtomicInteger count)
            implements Flow.Subscriber<StreamEvent> {
        Counting(CompletableFuture<Integer> result) {
            this(result, new AtomicInteger());
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(StreamEvent event) {
            count.incrementAndGet();
        }

        @Override
        public void onError(Throwable failure) {
            result.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            result.complete(count.get());
        }
    }
}
