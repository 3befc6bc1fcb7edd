package dev.outcrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.CancelledException;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class BatchTest {
    private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

    @Test
    void outcomesAreInTheOrderOfTheInputs() {
        List<Outcome<Integer>> all = Batch.of().maxActive(4).run(TEN, i -> i * i);

        assertThat(all).extracting(Outcome::get).isEqualTo(TEN.stream().map(i -> i * i).toList());
    }

    @Test
    void oneThatFailsDoesNotLoseTheOthers() {
        List<Outcome<Integer>> all =
                Batch.of()
                        .run(
                                TEN,
                                i -> {
                                    if (i == 3) {
                                        throw new IllegalStateException("three");
                                    }
                                    return i;
                                });

        assertThat(all).filteredOn(Outcome::isDone).hasSize(9);
        assertThat(all.get(3).isDone()).isFalse();
        assertThatThrownBy(() -> all.get(3).get()).hasMessage("three");
    }

    @Test
    void soManyAreUnderWayAndNoMore() throws Exception {
        var active = new AtomicInteger();
        var most = new AtomicInteger();
        var together = new CyclicBarrier(5);

        Batch.of()
                .maxActive(5)
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

        List<Outcome<Integer>> all =
                Batch.of()
                        .maxActive(1)
                        .stopAtFailure(true)
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
        assertThat(all.subList(0, 2)).allMatch(Outcome::isDone);
        assertThatThrownBy(() -> all.get(9).get()).isInstanceOf(CancelledException.class);
    }

    @Test
    void anInterruptStopsTheRestAndTheThreadStaysInterrupted() throws Exception {
        var begun = new CountDownLatch(2);
        var all = new ArrayList<Outcome<Integer>>();
        var flag = new AtomicInteger();
        Thread caller =
                new Thread(
                        () -> {
                            all.addAll(Batch.of().maxActive(2).run(TEN, i -> waits(begun, i)));
                            flag.set(Thread.interrupted() ? 1 : 0);
                        });
        caller.start();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();
        caller.join(10_000);

        assertThat(flag).hasValue(1);
        assertThat(all).hasSize(10).noneMatch(Outcome::isDone);
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
        var batch = new Batch(1, 0, false, (wait, cancellation) -> waits.add(wait), () -> 0);

        batch.requestsPerMinute(6).run(TEN, i -> i);

        assertThat(waits).hasSize(4).allMatch(Duration.ofSeconds(60)::equals);
    }

    @Test
    void aListenerHearsOfEachAndWhatItThrowsEndsTheBatch() {
        var heard = new ArrayList<Integer>();
        Batch.of().maxActive(3).run(TEN, i -> i, (index, outcome) -> heard.add(outcome.get()));
        assertThat(heard).containsExactlyInAnyOrderElementsOf(TEN);

        assertThatThrownBy(
                        () ->
                                Batch.of()
                                        .run(
                                                TEN,
                                                i -> i,
                                                (index, outcome) -> {
                                                    throw new IllegalStateException("deaf");
                                                }))
                .hasMessage("deaf");
    }

    @Test
    void anErrorIsNoOutcome() {
        assertThatThrownBy(
                        () ->
                                Batch.of()
                                        .run(
                                                TEN,
                                                i -> {
                                                    throw new AssertionError("bug");
                                                }))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void nothingGivesNothing() {
        assertThat(Batch.of().run(List.of(), i -> i)).isEmpty();
        assertThatThrownBy(() -> Batch.of().maxActive(0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
