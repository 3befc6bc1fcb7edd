package dev.outcrop.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.CancelledException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;

@Isolated
class BatchTest {
    private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

    @Test
    void outcomesAreInTheOrderOfTheInputs() {
        List<BatchResult<Integer>> all = Batch.DEFAULT.withMaxActive(4).run(TEN, i -> i * i);

        assertThat(all)
                .extracting(BatchResult::get)
                .isEqualTo(TEN.stream().map(i -> i * i).toList());
    }

    @Test
    void oneThatFailsDoesNotLoseTheOthers() {
        List<BatchResult<Integer>> all =
                Batch.DEFAULT.run(
                        TEN,
                        i -> {
                            if (i == 3) {
                                throw new IllegalStateException("three");
                            }
                            return i;
                        });

        assertThat(all).filteredOn(BatchResult::isDone).hasSize(9);
        assertThat(all.get(3).isDone()).isFalse();
        assertThatThrownBy(() -> all.get(3).get()).hasMessage("three");
    }

    @Test
    void soManyAreUnderWayAndNoMore() throws Exception {
        var active = new AtomicInteger();
        var most = new AtomicInteger();
        var together = new CyclicBarrier(5);

        Batch.DEFAULT
                .withMaxActive(5)
                .run(
                        TEN,
                        i -> {
                            most.accumulateAndGet(active.incrementAndGet(), Math::max);
                            await(together);
                            active.decrementAndGet();
                            return i;
                        });

        assertThat(most).hasValue(5);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noneIsBegunAfterAFailureWhereThatIsWanted() {
        var begun = new AtomicInteger();

        List<BatchResult<Integer>> all =
                Batch.DEFAULT
                        .withMaxActive(1)
                        .withOnError(Batch.OnError.RETURN)
                        .run(
                                TEN,
                                i -> {
                                    begun.incrementAndGet();
                                    if (i == 2) {
                                        throw new IllegalStateException("two");
                                    }
                                    return i;
                                });

        assertThat(begun).hasValue(3);
        assertThat(all.subList(0, 2)).allMatch(BatchResult::isDone);
        assertThatThrownBy(() -> all.get(9).get()).isInstanceOf(CancelledException.class);
    }

    @Test
    void anInterruptStopsTheRestAndTheThreadStaysInterrupted() throws Exception {
        var begun = new CountDownLatch(2);
        var all = new ArrayList<BatchResult<Integer>>();
        var flag = new AtomicInteger();
        Thread caller =
                new Thread(
                        () -> {
                            all.addAll(
                                    Batch.DEFAULT.withMaxActive(2).run(TEN, i -> waits(begun, i)));
                            flag.set(Thread.interrupted() ? 1 : 0);
                        });
        caller.start();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();
        caller.join(10_000);

        assertThat(flag).hasValue(1);
        assertThat(all).hasSize(10).noneMatch(BatchResult::isDone);
    }

    private static int waits(CountDownLatch begun, int i) {
        begun.countDown();
        try {
            new CountDownLatch(1).await();
            return i;
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Test
    void callsBeyondTheRateWait() {
        List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
        var clock = new AtomicLong();
        Batch batch =
                Batch.DEFAULT
                        .withMaxActive(1)
                        .with(
                                (wait, cancellation) -> {
                                    waits.add(wait);
                                    clock.addAndGet(wait.toNanos());
                                },
                                clock::get);

        batch.withRequestsPerMinute(4).run(TEN, i -> i);

        assertThat(waits).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(60));
    }

    @Test
    void aListenerHearsOfEach() {
        var heard = new ArrayList<Integer>();
        Batch.DEFAULT
                .withMaxActive(3)
                .run(TEN, i -> i, (index, outcome) -> heard.add(outcome.get()));
        assertThat(heard).containsExactlyInAnyOrderElementsOf(TEN);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {IllegalStateException.class, IOException.class, StackOverflowError.class})
    void whatAListenerThrowsChangesNothingAndIsLoggedOnce(Class<? extends Throwable> kind)
            throws Exception {
        Throwable thrown = kind.getDeclaredConstructor(String.class).newInstance("deaf");
        var told = new AtomicInteger();
        List<LogRecord> logged;
        List<BatchResult<Integer>> all;
        try (var log = new Logged()) {
            all =
                    Batch.DEFAULT
                            .withMaxActive(3)
                            .withOnError(Batch.OnError.RETURN)
                            .run(
                                    TEN,
                                    i -> i,
                                    (index, outcome) -> {
                                        told.incrementAndGet();
                                        sneaky(thrown);
                                    });
            logged = List.copyOf(log.records);
        }

        assertThat(all).extracting(BatchResult::get).isEqualTo(TEN);
        assertThat(told).hasValue(10);
        assertThat(logged).hasSize(1);
        assertThat(logged.get(0).getThrown()).isSameAs(thrown);
    }

    @ParameterizedTest
    @ValueSource(classes = {IOException.class, AssertionError.class, StackOverflowError.class})
    void whatIsNoRuntimeExceptionIsTheCauseOfItsOutcome(Class<? extends Throwable> kind)
            throws Exception {
        Throwable thrown = kind.getDeclaredConstructor().newInstance();

        List<BatchResult<Integer>> all =
                Batch.DEFAULT.withMaxActive(2).run(TEN, i -> i == 3 ? sneaky(thrown) : i);

        assertThat(all).filteredOn(BatchResult::isDone).hasSize(9);
        assertThatThrownBy(() -> all.get(3).get())
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("the function of the batch failed")
                .hasCause(thrown);
    }

    @Test
    @SuppressWarnings("NullAway") // what it forbids is what is tested
    void aResultThatIsNullIsAFailureThatSaysSo() {
        List<BatchResult<Integer>> all = Batch.DEFAULT.run(TEN, i -> i == 3 ? null : i);

        assertThat(all).filteredOn(BatchResult::isDone).hasSize(9);
        assertThatThrownBy(() -> all.get(3).get())
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the function of the batch returned null");
    }

    @Test
    void anInputThatIsNullIsRefusedWithItsIndexBeforeAnyCall() {
        var begun = new AtomicInteger();

        assertThatThrownBy(
                        () ->
                                Batch.DEFAULT.run(
                                        Arrays.asList("a", "b", null),
                                        text -> begun.incrementAndGet()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("input 2 of the batch is null");
        assertThat(begun).hasValue(0);
    }

    private static final class Logged extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger("dev.outcrop.batch.Batch");
        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        Logged() {
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }

    /** As Kotlin and Lombok do: checked, and not declared. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> Integer sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** As where a program writes a question, and waits for its answer before the next one. */
    @Test
    @Timeout(60)
    void anAnswerDoesNotWaitForTheNextInput() {
        var answered = new Semaphore(1);
        Iterable<Integer> conversation =
                () -> TEN.stream().peek(i -> answered.acquireUninterruptibly()).iterator();

        try (var rows =
                Batch.DEFAULT.withMaxActive(3).asCompleted(conversation, (i, context) -> i)) {
            assertThat(rows.peek(row -> answered.release()).map(Batch.Row::index))
                    .hasSize(TEN.size());
        }
    }

    @Test
    void nothingGivesNothing() {
        assertThat(Batch.DEFAULT.run(List.of(), i -> i)).isEmpty();
        assertThatThrownBy(() -> Batch.DEFAULT.withMaxActive(0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
