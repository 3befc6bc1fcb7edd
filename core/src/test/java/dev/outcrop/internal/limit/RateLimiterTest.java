package dev.outcrop.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.internal.retry.Sleeper;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.RateLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

class RateLimiterTest {
    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    private long now;

    private RateLimiter limiter(RateLimits limits) {
        return new RateLimiter(limits, (wait, cancellation) -> waits.add(wait), () -> now);
    }

    private static RateLimiter.Turn turn(RateLimiter limiter, long tokens) {
        return limiter.await(tokens, new Cancellation(), null);
    }

    private Duration waited() {
        return waits.stream().reduce(Duration.ZERO, Duration::plus);
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
        RateLimiter limiter = limiter(RateLimits.NONE.withRequestsPerMinute(2));

        for (int i = 0; i < 5; i++) {
            turn(limiter, 0).end(0);
        }

        assertThat(waits).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(60));
    }

    @Test
    void noMoreRequestsBeginInTheFirstMinuteThanInAnyOther() {
        RateLimiter limiter =
                new RateLimiter(
                        RateLimits.NONE.withRequestsPerMinute(60),
                        (wait, cancellation) -> now += wait.toNanos(),
                        () -> now);
        var begun = new ArrayList<Long>();
        for (int i = 0; i < 600; i++) {
            turn(limiter, 0).end(0);
            begun.add(now);
            now += 10_000_000L * (i % 7);
        }

        for (int i = 60; i < begun.size(); i++) {
            assertThat(begun.get(i) - begun.get(i - 60)).isGreaterThanOrEqualTo(60_000_000_000L);
        }
    }

    @Test
    void tokensAreTakenInAdvanceAndGivenBack() {
        RateLimiter limiter = limiter(RateLimits.NONE.withTokensPerMinute(6_000));

        RateLimiter.Turn first = turn(limiter, 6_000);
        first.end(1_000);
        first.end(0);
        turn(limiter, 5_000).end(RateLimiter.UNKNOWN);
        turn(limiter, 100);

        assertThat(waits).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void callsThatReserveMoreThanTheLimitStillKeepToIt() {
        RateLimiter limiter = limiter(RateLimits.NONE.withTokensPerMinute(100_000));

        for (int i = 0; i < 200; i++) {
            turn(limiter, 200_000).end(30_000);
        }

        assertThat(waited()).isEqualTo(Duration.ofSeconds(199 * 18));
    }

    @Test
    void aRefusedCallDoesNotPayWhatOthersOwe() {
        RateLimiter limiter = limiter(RateLimits.NONE.withTokensPerMinute(100));
        turn(limiter, 100).end(300);

        turn(limiter, 1_000_000).end(0);
        turn(limiter, 100).end(100);

        assertThat(waits).containsExactly(Duration.ofMinutes(3));
        turn(limiter, 1);
        assertThat(waits).hasSize(2);
    }

    @Test
    void whatACallUsesBeyondItsReservationIsPaidByThoseAfterIt() {
        RateLimiter limiter = limiter(RateLimits.NONE.withTokensPerMinute(100_000));

        for (int i = 0; i < 25; i++) {
            turn(limiter, 4_200).end(33_500);
        }

        assertThat(waited())
                .isBetween(
                        Duration.ofSeconds((25 * 33_500 - 200_000) * 60 / 100_000),
                        Duration.ofSeconds(25 * 33_500 * 60 / 100_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1, 1L << 60, 1_000})
    void noAmountOverflows(long amount) {
        for (long limit : new long[] {1, 1_000, Long.MAX_VALUE}) {
            RateLimiter limiter =
                    limiter(new RateLimits(Integer.MAX_VALUE, limit, Integer.MAX_VALUE, false));

            turn(limiter, amount).end(0);
            turn(limiter, amount).end(0);
            assertThat(waits).isEmpty();

            turn(limiter, amount).end(RateLimiter.UNKNOWN);
            assertThatThrownBy(() -> limiter.await(limit, new Cancellation(), Duration.ofNanos(1)))
                    .isInstanceOf(TimedOutException.class);
            turn(limiter, Long.MIN_VALUE).end(Long.MIN_VALUE);
            turn(limiter, 0).end(Long.MAX_VALUE - 1);
            assertThatThrownBy(() -> limiter.await(limit, new Cancellation(), Duration.ofNanos(1)))
                    .isInstanceOf(TimedOutException.class);
        }
    }

    @Test
    void theLongestPatienceIsNoOverflow() {
        RateLimiter limiter =
                limiter(RateLimits.NONE.withTokensPerMinute(60).withConcurrentCalls(1));
        for (Duration longest :
                List.of(
                        Duration.ofNanos(Long.MAX_VALUE),
                        Duration.ofSeconds(Long.MAX_VALUE),
                        ChronoUnit.FOREVER.getDuration())) {
            limiter.await(60, new Cancellation(), longest).end(60);
        }

        assertThat(waits).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(60));
    }

    @Test
    void aCallThatWaitsGoesAsSoonAsAnotherOneGivesBackEnough() {
        var inProgress = new ArrayList<RateLimiter.Turn>();
        RateLimiter limiter =
                new RateLimiter(
                        RateLimits.NONE.withTokensPerMinute(100),
                        (wait, news) -> {
                            waits.add(wait);
                            inProgress.removeFirst().end(waits.size() == 1 ? 90 : 0);
                            if (news.isCancelled()) {
                                throw new CancelledException("news", ErrorDetails.NONE);
                            }
                        },
                        () -> now);
        inProgress.add(turn(limiter, 80));
        inProgress.add(turn(limiter, 20));

        turn(limiter, 10);

        assertThat(waits).containsExactly(Duration.ofSeconds(6), Duration.ofSeconds(12));
    }

    @Test
    void callsBehindOneThatWaitsDoNotOvertakeItAndGoWhenItGivesUp() throws Exception {
        var asleep = new CountDownLatch(1);
        RateLimiter limiter =
                new RateLimiter(
                        RateLimits.NONE.withTokensPerMinute(100),
                        (wait, news) -> {
                            asleep.countDown();
                            Sleeper.REAL.sleep(wait, news);
                        },
                        () -> now);
        turn(limiter, 50).end(50);
        var impatient = new Cancellation();
        Thread large =
                Thread.ofPlatform()
                        .start(
                                () ->
                                        assertThatThrownBy(() -> limiter.await(80, impatient, null))
                                                .isInstanceOf(CancelledException.class));
        asleep.await();
        Thread small = queued(() -> turn(limiter, 10).end(10));
        assertThat(small.isAlive()).isTrue();

        impatient.cancel();

        large.join();
        small.join();
    }

    @Test
    void callsBeyondTheLimitTakeTheirTurnInOrder() throws Exception {
        RateLimiter limiter = limiter(RateLimits.NONE.withConcurrentCalls(1));
        var order = Collections.synchronizedList(new ArrayList<Integer>());
        RateLimiter.Turn first = turn(limiter, 0);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            threads.add(
                    queued(
                            () -> {
                                RateLimiter.Turn own = turn(limiter, 0);
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
        RateLimiter limiter = limiter(RateLimits.NONE.withConcurrentCalls(1));
        RateLimiter.Turn first = turn(limiter, 0);
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
        RateLimiter limiter = limiter(RateLimits.NONE.withConcurrentCalls(1));
        RateLimiter.Turn first = turn(limiter, 0);
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
        RateLimiter limiter =
                limiter(RateLimits.NONE.withConcurrentCalls(1).withRequestsPerMinute(1));
        RateLimiter.Turn first = turn(limiter, 0);

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
                new RateLimiter(
                        RateLimits.NONE.withTokensPerMinute(60).withConcurrentCalls(1),
                        (wait, cancellation) -> {
                            waits.add(wait);
                            if (waits.size() == 1) {
                                throw new CancelledException("cancelled", ErrorDetails.NONE);
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
        RateLimiter limiter = limiter(RateLimits.NONE.withConcurrentCalls(8).withAdaptive(true));
        var turns = new ArrayList<RateLimiter.Turn>();
        for (int i = 0; i < 8; i++) {
            turns.add(turn(limiter, 0));
        }

        turns.getFirst().throttled();
        turns.forEach(each -> each.end(0));

        assertThat(room(limiter)).isEqualTo(4);
        RateLimiter.Turn one = turn(limiter, 0);
        for (int i = 0; i < 5; i++) {
            one.succeeded();
        }
        one.end(0);
        // 8 + 0.1 * (rounds - cbrt(40))^3, by RFC 9438, with 0.97 rounds: 6.5
        assertThat(room(limiter)).isEqualTo(6);
        RateLimiter.Turn more = turn(limiter, 0);
        for (int i = 0; i < 1_000; i++) {
            more.succeeded();
        }
        more.end(0);
        assertThat(room(limiter)).isEqualTo(8);
    }

    /** How many calls may be under way at once. */
    private static int room(RateLimiter limiter) {
        var turns = new ArrayList<RateLimiter.Turn>();
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
        RateLimiter limiter = limiter(RateLimits.NONE.withConcurrentCalls(7));
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
                                RateLimiter.Turn own = limiter.await(0, cancellation, atMost);
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
