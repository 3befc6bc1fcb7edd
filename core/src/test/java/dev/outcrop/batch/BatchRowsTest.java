package dev.outcrop.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.CallContext;
import dev.outcrop.policy.Observer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchRowsTest {
    private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();
    private static final Observer.Call CALL =
            new Observer.Call("Converse", "amazon.nova-lite-v1:0");

    /** What the calls of a model report about themselves. */
    private static void ended(
            CallContext context, Usage usage, @Nullable BigDecimal usd, boolean throttled) {
        for (Observer observer : context.observers()) {
            observer.started(CALL);
            observer.attempt(CALL, 1);
            observer.ended(
                    CALL,
                    new Observer.Ended(
                            throttled ? Observer.Outcome.FAILED : Observer.Outcome.DONE,
                            Duration.ZERO,
                            1,
                            0,
                            usage,
                            throttled ? null : StopReason.END_TURN,
                            throttled ? throttled() : null,
                            usd));
        }
    }

    private static ThrottledException throttled() {
        return new ThrottledException("too many requests", ErrorDetails.NONE);
    }

    @Test
    void aRowHasTheTokensAndCostOfAllItsCallsAlsoIfItFails() {
        List<Batch.Row<Integer>> rows =
                Batch.DEFAULT.rows(
                        TEN,
                        (i, context) -> {
                            ended(context, Usage.of(10, i), new BigDecimal("0.5"), false);
                            ended(context, Usage.of(1, 1), new BigDecimal("0.25"), false);
                            if (i == 3) {
                                throw new IllegalStateException("three");
                            }
                            return i * i;
                        });

        assertThat(rows)
                .extracting(Batch.Row::index)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(rows).allSatisfy(row -> assertThat(row.usage().input()).isEqualTo(11));
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.cost().usd()).isEqualByComparingTo("0.75"));
        assertThat(rows.get(3).usage().output()).isEqualTo(4);
        assertThatThrownBy(() -> rows.get(3).get()).hasMessage("three");
        assertThat(rows.get(4).get()).isEqualTo(16);
    }

    @Test
    void aCostThatIsNotKnownIsNotZero() {
        List<Batch.Row<Integer>> rows =
                Batch.DEFAULT.rows(
                        List.of(1),
                        (i, context) -> {
                            ended(context, Usage.of(10, 1), null, false);
                            return i;
                        });

        assertThat(rows.getFirst().cost().isKnown()).isFalse();
    }

    @Test
    void rowsComeInTheOrderOfTheirEnds() {
        var lastHasEnded = new CountDownLatch(1);
        try (Stream<Batch.Row<Integer>> rows =
                Batch.DEFAULT
                        .withMaxActive(2)
                        .asCompleted(
                                TEN,
                                (i, context) -> {
                                    if (i == 0) {
                                        await(lastHasEnded);
                                    } else if (i == 9) {
                                        lastHasEnded.countDown();
                                    }
                                    return i;
                                })) {
            List<Long> order = rows.map(Batch.Row::index).toList();

            assertThat(order).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
            assertThat(order.indexOf(0L)).isGreaterThanOrEqualTo(8);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited too long");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Test
    void endlessInputsAreReadOnlyAsFarAsRowsAreAndClosingEndsTheBatch() {
        var read = new AtomicInteger();
        Iterable<Integer> endless =
                () ->
                        new Iterator<>() {
                            @Override
                            public boolean hasNext() {
                                return true;
                            }

                            @Override
                            public Integer next() {
                                return read.incrementAndGet();
                            }
                        };
        List<Batch.Row<Integer>> first;
        try (Stream<Batch.Row<Integer>> rows =
                Batch.DEFAULT.withMaxActive(4).asCompleted(endless, (i, context) -> i)) {
            first = rows.limit(1000).toList();
        }

        assertThat(first).hasSize(1000);
        assertThat(read.get()).isLessThan(1000 + 64 + 8);
    }

    @Test
    void whatTheInputsThrowIsThrownAfterTheRowsBefore() {
        Iterable<Integer> broken =
                () ->
                        Stream.iterate(0, i -> i + 1)
                                .peek(
                                        i -> {
                                            if (i == 5) {
                                                throw new IllegalStateException("line 5");
                                            }
                                        })
                                .iterator();
        var heard = new ArrayList<Long>();
        try (Stream<Batch.Row<Integer>> rows =
                Batch.DEFAULT.asCompleted(broken, (i, context) -> i)) {
            assertThatThrownBy(() -> rows.forEach(row -> heard.add(row.index())))
                    .hasMessage("line 5");
        }
        assertThat(heard).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void aFailureIsThrownAndStopsTheOthersIfWanted() {
        var begun = new CountDownLatch(1);
        var interrupted = new AtomicInteger();

        assertThatThrownBy(
                        () ->
                                Batch.DEFAULT
                                        .withMaxActive(2)
                                        .withOnError(Batch.OnError.STOP)
                                        .run(
                                                TEN,
                                                i -> {
                                                    if (i == 1) {
                                                        await(begun);
                                                        throw new IllegalStateException("one");
                                                    }
                                                    begun.countDown();
                                                    try {
                                                        new CountDownLatch(1).await();
                                                    } catch (InterruptedException e) {
                                                        interrupted.incrementAndGet();
                                                    }
                                                    return i;
                                                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("one");
        assertThat(interrupted).hasValue(1);
    }

    @Test
    void anInterruptedReaderGetsWhatIsDoneAndStaysInterrupted() {
        var rows = new ArrayList<Batch.Row<Integer>>();
        var begun = new CountDownLatch(2);
        Thread reader = Thread.currentThread();
        try (Stream<Batch.Row<Integer>> all =
                Batch.DEFAULT
                        .withMaxActive(2)
                        .asCompleted(
                                TEN,
                                (i, context) -> {
                                    begun.countDown();
                                    if (i < 2) {
                                        return i;
                                    }
                                    reader.interrupt();
                                    await(new CountDownLatch(1));
                                    return i;
                                })) {
            all.forEach(rows::add);
        }

        assertThat(Thread.interrupted()).isTrue();
        assertThat(rows).hasSizeBetween(2, 4);
        assertThat(rows).filteredOn(row -> row.result().isDone()).hasSize(2);
    }

    @Test
    void throttledCallsArePutBackAndFewerAreMadeAtATime() {
        var tries = new AtomicInteger();
        List<Batch.Row<Integer>> rows =
                Batch.DEFAULT
                        .withMaxActive(8)
                        .withAdaptive(true)
                        .rows(
                                TEN,
                                (i, context) -> {
                                    boolean first = tries.incrementAndGet() <= 5;
                                    ended(context, Usage.NONE, BigDecimal.ZERO, first);
                                    if (first) {
                                        throw throttled();
                                    }
                                    return i;
                                });

        assertThat(rows).extracting(Batch.Row::get).isEqualTo(TEN);
        assertThat(tries).hasValue(15);
    }

    @Test
    void whatIsAlwaysThrottledFailsAtLast() {
        var tries = new AtomicInteger();
        List<Batch.Row<Integer>> rows =
                Batch.DEFAULT
                        .withAdaptive(true)
                        .rows(
                                List.of(1),
                                (i, context) -> {
                                    tries.incrementAndGet();
                                    throw throttled();
                                });

        assertThatThrownBy(() -> rows.getFirst().get()).isInstanceOf(ThrottledException.class);
        assertThat(tries).hasValue(21);
    }

    @Test
    void tokensPerMinuteAreWaitedFor() {
        List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
        var clock = new AtomicLong();
        Batch.DEFAULT
                .withMaxActive(1)
                .withTokensPerMinute(1000)
                .with(
                        (wait, cancellation) -> {
                            waits.add(wait);
                            clock.addAndGet(wait.toNanos());
                        },
                        clock::get)
                .rows(
                        TEN,
                        (i, context) -> {
                            ended(context, Usage.of(400, 100), BigDecimal.ZERO, false);
                            return i;
                        });

        Duration all = waits.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(all).isBetween(Duration.ofSeconds(239), Duration.ofSeconds(241));
    }

    @Test
    void theProgressIsToldAtTheEndOfEachCall() {
        var heard = new ArrayList<Batch.Progress>();
        Batch.DEFAULT
                .withProgress(heard::add)
                .rows(
                        TEN,
                        (i, context) -> {
                            ended(context, Usage.of(10, 1), new BigDecimal("0.5"), false);
                            if (i % 5 == 0) {
                                throw new IllegalStateException("five");
                            }
                            return i;
                        });

        assertThat(heard).hasSize(10).extracting(Batch.Progress::total).containsOnly(10L);
        Batch.Progress last = heard.getLast();
        assertThat(last.done()).isEqualTo(8);
        assertThat(last.failed()).isEqualTo(2);
        assertThat(last.active()).isZero();
        assertThat(last.usage().input()).isEqualTo(100);
        assertThat(last.cost().usd()).isEqualByComparingTo("5");
    }

    @Test
    void callsThatDidNotBeginAreRowsWithoutCost() {
        List<Batch.Row<Integer>> rows =
                Batch.DEFAULT
                        .withMaxActive(1)
                        .withOnError(Batch.OnError.RETURN)
                        .rows(
                                TEN,
                                (i, context) -> {
                                    throw new IllegalStateException("first");
                                });

        assertThat(rows).hasSize(10);
        assertThatThrownBy(() -> rows.get(9).get()).isInstanceOf(CancelledException.class);
        assertThat(rows.get(9).usage()).isEqualTo(Usage.NONE);
    }
}
