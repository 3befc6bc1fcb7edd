package dev.outcrop.batch;

import dev.outcrop.internal.limit.RateLimiter;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Cancellation;

/** Makes calls of a batch wait for its limits. Safe for any number of threads. */
final class Pace {
    private static final long USUAL_TOKENS = 1_000;

    private final RateLimiter limiter;
    private long calls; // guarded by this
    private long tokens; // guarded by this

    Pace(BatchSettings settings) {
        limiter = RateLimiter.searching(settings.limits(), settings.pause(), settings.nanoTime());
    }

    /**
     * Waits until a call may begin.
     *
     * @throws dev.outcrop.error.CancelledException if the batch is stopped
     */
    RateLimiter.Turn await(Cancellation stopped) {
        return limiter.await(average(), stopped, null);
    }

    /** Ends a call. */
    void end(RateLimiter.Turn turn, Usage usage) {
        long used = usage.input() + usage.cacheWrite() + usage.output();
        if (usage.known()) {
            synchronized (this) {
                calls++;
                tokens += used;
            }
        }
        turn.end(usage.known() ? used : 0);
    }

    private synchronized long average() {
        return calls == 0 ? USUAL_TOKENS : tokens / calls;
    }
}
