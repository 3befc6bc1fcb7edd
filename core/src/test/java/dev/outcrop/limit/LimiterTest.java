package dev.outcrop.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.Facts;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.RateLimits;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

class LimiterTest {
    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    private long now;

    private Limiter limiter(RateLimits limits) {
        return new Limiter(limits, (wait, cancellation) -> waits.add(wait), () -> now);
    }

    private static Limiter.Turn turn(Limiter limiter, long tokens) {
        return limiter.await(tokens, new Cancellation(), null);
    }

    /** Starts a call on its own thread and waits until it stands in the queue. */
    private static Thread queued(Runnable call) {
        Thread thread = Thread.ofPlatform().start(call);
        while (thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    void requestsWaitForTheirMinute() {
        Limiter limiter = limiter(RateLimits.NONE.withRequestsPerMinute(2));

        turn(limiter, 0).end(0);
        turn(limiter, 0).end(0);
        turn(limiter, 0).end(0);
        turn(limiter, 0).end(0);

        assertThat(waits).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    @Test
    void tokensAreTakenInAdvanceAndGivenBack() {
        Limiter limiter = limiter(RateLimits.NONE.withTokensPerMinute(6_000));

        Limiter.Turn first = turn(limiter, 6_000);
        first.end(1_000);
        first.end(0);
        turn(limiter, 5_000).end(Long.MAX_VALUE);
        turn(limiter, 100);

        assertThat(waits).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void callsBeyondTheLimitTakeTheirTurnInOrder() throws Exception {
        Limiter limiter = limiter(RateLimits.NONE.withConcurrentCalls(1));
        var order = Collections.synchronizedList(new ArrayList<Integer>());
        Limiter.Turn first = turn(limiter, 0);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            threads.add(
                    queued(
                            () -> {
                                Limiter.Turn own = turn(limiter, 0);
                                order.add(number);
                                own.end(0);
                            }));
        }
        assertThat(order).isEmpty();

        first.end(0);

        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aCancelledCallLeavesTheQueue() throws Exception {
        Limiter limiter = limiter(RateLimits.NONE.withConcurrentCalls(1));
        Limiter.Turn first = turn(limiter, 0);
        var cancellation = new Cancellation();
        Thread waiting =
                queued(
                        () ->
                                assertThatThrownBy(() -> limiter.await(0, cancellation, null))
                                        .isInstanceOf(CancelledException.class));

        cancellation.cancel();
        waiting.join();
        first.end(0);

        turn(limiter, 0).end(0);
    }

    @Test
    void anInterruptedCallLeavesTheQueueAndStaysInterrupted() throws Exception {
        Limiter limiter = limiter(RateLimits.NONE.withConcurrentCalls(1));
        Limiter.Turn first = turn(limiter, 0);
        var flag = new AtomicInteger();
        Thread waiting =
                queued(
                        () -> {
                            try {
                                turn(limiter, 0);
                            } catch (CancelledException e) {
                                flag.set(Thread.currentThread().isInterrupted() ? 1 : -1);
                            }
                        });

        waiting.interrupt();
        waiting.join();
        first.end(0);

        assertThat(flag).hasValue(1);
        turn(limiter, 0).end(0);
    }

    @Test
    void whoseTurnDoesNotComeInTimeIsTold() {
        Limiter limiter = limiter(RateLimits.NONE.withConcurrentCalls(1).withRequestsPerMinute(1));
        Limiter.Turn first = turn(limiter, 0);

        assertThatThrownBy(() -> limiter.await(0, new Cancellation(), Duration.ofMillis(1)))
                .isInstanceOf(TimedOutException.class);
        first.end(0);
        assertThatThrownBy(() -> limiter.await(0, new Cancellation(), Duration.ofSeconds(59)))
                .isInstanceOf(TimedOutException.class);
        limiter.await(0, new Cancellation(), Duration.ofSeconds(60)).end(0);

        assertThat(waits).containsExactly(Duration.ofSeconds(60));
    }

    @Test
    void aCallThatIsNeverSentGivesAllOfItBack() {
        var limiter =
                new Limiter(
                        RateLimits.NONE.withTokensPerMinute(60).withConcurrentCalls(1),
                        (wait, cancellation) -> {
                            waits.add(wait);
                            if (waits.size() == 1) {
                                throw new CancelledException("cancelled", Facts.NONE);
                            }
                        },
                        () -> now);
        turn(limiter, 60).end(60);

        assertThatThrownBy(() -> turn(limiter, 30)).isInstanceOf(CancelledException.class);
        turn(limiter, 30).end(30);

        assertThat(waits).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    @Test
    void throttlingHalvesAndSuccessGrows() {
        Limiter limiter = limiter(RateLimits.NONE.withConcurrentCalls(8).withAdaptive(true));
        var turns = new ArrayList<Limiter.Turn>();
        for (int i = 0; i < 8; i++) {
            turns.add(turn(limiter, 0));
        }

        turns.getFirst().throttled();
        turns.forEach(each -> each.end(0));

        assertThat(room(limiter)).isEqualTo(4);
        Limiter.Turn one = turn(limiter, 0);
        for (int i = 0; i < 5; i++) {
            one.succeeded();
        }
        one.end(0);
        assertThat(room(limiter)).isEqualTo(5);
        Limiter.Turn more = turn(limiter, 0);
        for (int i = 0; i < 1_000; i++) {
            more.succeeded();
        }
        more.end(0);
        assertThat(room(limiter)).isEqualTo(8);
    }

    /** How many calls may be under way at once. */
    private static int room(Limiter limiter) {
        var turns = new ArrayList<Limiter.Turn>();
        try {
            while (true) {
                turns.add(limiter.await(0, new Cancellation(), Duration.ZERO));
            }
        } catch (TimedOutException e) {
            return turns.size();
        } finally {
            turns.forEach(turn -> turn.end(0));
        }
    }

    @Test
    void noPlaceIsLostHoweverCallsEnd() {
        long seed = System.nanoTime();
        Limiter limiter = limiter(RateLimits.NONE.withConcurrentCalls(7));
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var random = new SplittableRandom(seed);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2_000; i++) {
                int fate = random.nextInt(4);
                threads.execute(
                        () -> {
                            var cancellation = new Cancellation();
                            if (fate == 0) {
                                Thread.ofVirtual().start(cancellation::cancel);
                            } else if (fate == 1) {
                                Thread.currentThread().interrupt();
                            }
                            try {
                                Duration atMost = fate == 2 ? Duration.ofMillis(1) : null;
                                Limiter.Turn own = limiter.await(0, cancellation, atMost);
                                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                                Thread.onSpinWait();
                                running.decrementAndGet();
                                own.end(0);
                            } catch (CancelledException | TimedOutException e) {
                                // as some of them are to
                            }
                        });
            }
        }
        assertThat(most.get()).as("seed " + seed).isBetween(1, 7);
        assertThat(room(limiter)).as("seed " + seed).isEqualTo(7);
    }
}
