package dev.outcrop.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.RateLimits;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * The limiter in simulated time, beside a model that counts in whole numbers and looks at each
 * millisecond. Calls come one after the other, on one thread; while one waits, those under way end.
 */
class LimiterSimulationTest {
    private static final long MILLI = 1_000_000;
    private static final long MINUTE = 60_000 * MILLI;

    private record End(long at, RateLimiter.Turn turn, long taken, long used)
            implements Comparable<End> {
        @Override
        public int compareTo(End other) {
            return Long.compare(at, other.at);
        }
    }

    private final PriorityQueue<End> ends = new PriorityQueue<>();
    private final ArrayList<Cancellation> toCancel = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom();
    private LimitModel model = new LimitModel(1, 1);
    private long now;
    private long cancelAt;

    /** Advances the time, and runs what is due. */
    private void sleep(Duration wait, Cancellation news) {
        long until = now + wait.toNanos();
        while (!news.isCancelled()) {
            long end = ends.isEmpty() ? Long.MAX_VALUE : ends.peek().at;
            long next = Math.min(until, Math.min(end, cancelAt));
            now = Math.max(now, next);
            if (next == cancelAt) {
                cancelAt = Long.MAX_VALUE;
                toCancel.getLast().cancel();
            } else if (next == end) {
                end(ends.remove());
            } else {
                return;
            }
        }
        throw new CancelledException("something happened", ErrorDetails.NONE);
    }

    private void end(End one) {
        model.settle(one.taken, one.used, now);
        one.turn.end(one.used);
    }

    @ParameterizedTest
    @CsvSource({
        "60, 0",
        "7, 0",
        "0, 60000",
        "0, 1200000",
        "0, 6000",
        "60, 60000",
        "600, 1200000",
        "10, 6000"
    })
    void callsBeginAsSoonAsTheModelSaysAndNoSooner(int requests, long tokens) {
        for (int seed = 1; seed <= 25; seed++) {
            random = new SplittableRandom(seed);
            simulate(requests, tokens, "seed " + seed + ", call ");
        }
    }

    private void simulate(int requests, long tokens, String name) {
        now = random.nextLong();
        model = new LimitModel(requests, tokens);
        model.start(now);
        ends.clear();
        var limits = RateLimits.NONE.withRequestsPerMinute(requests).withTokensPerMinute(tokens);
        var limiter = new RateLimiter(limits, this::sleep, () -> now);
        for (int i = 0; i < 150; i++) {
            pass(random.nextInt(3) == 0 ? random.nextLong(MINUTE / 4) : 0);
            ask(limiter, need(tokens), name + i);
        }
    }

    /** Advances the time without a call. */
    private void pass(long time) {
        cancelAt = Long.MAX_VALUE;
        sleep(Duration.ofNanos(time / MILLI * MILLI), new Cancellation());
    }

    private long need(long tokens) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> random.nextLong(4 * tokens + 1);
            default -> random.nextLong(tokens / 5 + 1);
        };
    }

    private void ask(RateLimiter limiter, long need, String name) {
        long asked = now;
        var cancellation = new Cancellation();
        toCancel.add(cancellation);
        cancelAt = random.nextInt(10) == 0 ? now + random.nextLong(60_000) * MILLI : Long.MAX_VALUE;
        Duration atMost =
                random.nextInt(10) == 0 ? Duration.ofMillis(random.nextLong(60_000)) : null;
        RateLimiter.Turn turn;
        try {
            turn = limiter.await(need, cancellation, atMost);
        } catch (CancelledException e) {
            assertThat(cancellation.isCancelled()).as(name).isTrue();
            return;
        } catch (TimedOutException e) {
            assertThat(atMost).as(name).isNotNull();
            return;
        }
        assertThat(model.may(need, now)).as("%s: no sooner", name).isTrue();
        // What has happened a slot of the calls' own ago, or the rounding of a millisecond.
        assertThat(now == asked || !model.may(need, now - 20 * MILLI) || model.changedAt(now))
                .as("%s: no later", name)
                .isTrue();
        model.take(need, now);
        long took =
                random.nextInt(4) == 0 ? random.nextLong(2 * MINUTE) : random.nextLong(MINUTE / 20);
        long used =
                switch (random.nextInt(5)) {
                    case 0 -> 0;
                    case 1 -> RateLimiter.UNKNOWN;
                    case 2 -> need + random.nextLong(2 * need + 1);
                    default -> random.nextLong(need + 1);
                };
        ends.add(new End(now + took / MILLI * MILLI, turn, need, used));
    }
}
