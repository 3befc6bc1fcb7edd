package dev.outcrop.internal.limit;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.internal.Durations;
import dev.outcrop.internal.retry.Sleeper;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.RateLimits;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Makes calls wait for the rate limits, in order of arrival: while a call waits for the quota,
 * later ones wait, whatever they need. The tokens that a call reserves are settled when it ends.
 * Safe for any number of threads; costs nothing without limits.
 */
public final class RateLimiter {
    /** The number of used tokens if it is not known. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    private static final long NO_END = Long.MAX_VALUE;
    private static final double FIRST = 10;
    private static final double KEPT = 0.9;

    private final RateLimits limits;
    private final Sleeper pause;
    private final LongSupplier nanoTime;
    private final Object lock = new Object();
    private final ArrayDeque<CountDownLatch> queue = new ArrayDeque<>();
    private final MinuteQuota quota;
    private final ConcurrencyLimit room;

    /** How many are in progress, the one that waits for the quota included. */
    private int running;

    /** Whether a call waits for the quota. */
    private boolean waiting;

    /** Cancelled when tokens were released, so that the waiting call checks again. */
    private Cancellation news = new Cancellation();

    private long latest;

    public RateLimiter(RateLimits limits, Sleeper pause, LongSupplier nanoTime) {
        this(limits, pause, nanoTime, new ConcurrencyLimit(most(limits)));
    }

    /**
     * Returns a limiter that searches for the quota: adaptive limits begin low, double until the
     * first throttling, and are then reduced by a tenth.
     */
    public static RateLimiter searching(RateLimits limits, Sleeper pause, LongSupplier nanoTime) {
        return new RateLimiter(
                limits,
                pause,
                nanoTime,
                limits.adaptive()
                        ? new ConcurrencyLimit(most(limits), FIRST, KEPT)
                        : new ConcurrencyLimit(most(limits)));
    }

    private static double most(RateLimits limits) {
        return limits.concurrentCalls() == 0 ? Double.MAX_VALUE : limits.concurrentCalls();
    }

    private RateLimiter(
            RateLimits limits, Sleeper pause, LongSupplier nanoTime, ConcurrencyLimit room) {
        this.limits = limits;
        this.pause = pause;
        this.nanoTime = nanoTime;
        latest = nanoTime.getAsLong();
        quota = new MinuteQuota(limits, latest);
        this.room = room;
    }

    /**
     * Waits until a call may be sent.
     *
     * @param reserved the tokens that it may use
     * @param atMost how long it may wait; null for no limit
     * @throws CancelledException at once when the call is cancelled or the thread interrupted
     * @throws TimedOutException if it must wait longer
     */
    public Turn await(long reserved, Cancellation cancellation, @Nullable Duration atMost) {
        if (!limits.exist()) {
            return new Turn(0, 0);
        }
        long most = atMost == null ? NO_END : Durations.capped(atMost).toNanos();
        long began = now();
        Turn atOnce = beginAtOnce(reserved);
        if (atOnce != null) {
            return atOnce;
        }
        enter(cancellation, most);
        try {
            while (true) {
                Wait wait;
                synchronized (lock) {
                    long now = now();
                    long nanos = quota.until(reserved, now);
                    if (nanos == 0) {
                        return begin(quota.take(reserved, now));
                    }
                    long left = most - (now - began);
                    if (left <= 0 || quota.soonest(reserved, now) > left) {
                        throw tooLate();
                    }
                    news = new Cancellation();
                    wait = new Wait(Math.min(nanos, left), now, news);
                }
                sleep(wait, cancellation);
            }
        } catch (Throwable e) {
            leave();
            throw e;
        }
    }

    private @Nullable Turn beginAtOnce(long reserved) {
        synchronized (lock) {
            long now = now();
            if (waiting
                    || !queue.isEmpty()
                    || !room.hasBeside(running)
                    || quota.until(reserved, now) > 0) {
                return null;
            }
            running++;
            return begin(quota.take(reserved, now));
        }
    }

    /** The wait of the first call: until its time has come, or tokens were released. */
    private record Wait(long nanos, long from, Cancellation news) {}

    private void sleep(Wait wait, Cancellation cancellation) {
        try (var registration = cancellation.onCancel(wait.news()::cancel)) {
            pause.sleep(Duration.ofNanos(wait.nanos()), wait.news());
        } catch (CancelledException e) {
            if (!wait.news().isCancelled()
                    || cancellation.isCancelled()
                    || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return;
        }
        synchronized (lock) {
            passed(wait.from() + wait.nanos());
        }
    }

    private long now() {
        synchronized (lock) {
            passed(nanoTime.getAsLong());
            return latest;
        }
    }

    private void passed(long time) {
        if (time - latest > 0) {
            latest = time;
        }
    }

    private Turn begin(long taken) {
        waiting = false;
        callNext();
        return new Turn(taken, room.cuts());
    }

    /** Removes the first call, which gives up. */
    private void leave() {
        synchronized (lock) {
            waiting = false;
            running--;
            callNext();
        }
    }

    private void enter(Cancellation cancellation, long atMost) {
        CountDownLatch place;
        synchronized (lock) {
            if (!waiting && queue.isEmpty() && room.hasBeside(running)) {
                running++;
                waiting = true;
                return;
            }
            place = new CountDownLatch(1);
            queue.add(place);
        }
        boolean called;
        try (var registration = cancellation.onCancel(place::countDown)) {
            called = isCalled(place, atMost);
        } catch (InterruptedException e) {
            leaveQueue(place);
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "the thread was interrupted while waiting for the rate limit",
                    ErrorDetails.NONE,
                    e);
        }
        if (cancellation.isCancelled()) {
            leaveQueue(place);
            throw new CancelledException(
                    "the call was cancelled while waiting for the rate limit", ErrorDetails.NONE);
        }
        if (!called) {
            leaveQueue(place);
            throw tooLate();
        }
    }

    private static boolean isCalled(CountDownLatch place, long atMost) throws InterruptedException {
        if (atMost == NO_END) {
            place.await();
            return true;
        }
        return place.await(atMost, TimeUnit.NANOSECONDS);
    }

    private static TimedOutException tooLate() {
        return new TimedOutException(
                TimedOutException.Phase.TOTAL,
                "the timeout elapsed while waiting for the rate limit",
                ErrorDetails.NONE.withRemedy(
                        "Raise the rate limits or the total timeout, or send fewer calls."),
                null);
    }

    /** Leaves the queue; if it was just notified, the next call is notified instead. */
    private void leaveQueue(CountDownLatch place) {
        synchronized (lock) {
            if (!queue.remove(place)) {
                waiting = false;
                running--;
                callNext();
            }
        }
    }

    private void callNext() {
        if (!waiting && !queue.isEmpty() && room.hasBeside(running)) {
            running++;
            waiting = true;
            queue.remove().countDown();
        }
    }

    /** The permission to send one call. */
    public final class Turn {
        private final long taken;
        private long cuts; // guarded by lock
        private boolean over;

        private Turn(long taken, long cuts) {
            this.taken = taken;
            this.cuts = cuts;
        }

        /** Reports that the call is sent again, after it was throttled. */
        public void sentAgain() {
            synchronized (lock) {
                cuts = room.cuts();
            }
        }

        /** Reports that the service throttled the call. */
        public void throttled() {
            if (limits.adaptive()) {
                synchronized (lock) {
                    room.throttled(cuts, running);
                }
            }
        }

        /** Reports that the service answered. */
        public void succeeded() {
            if (limits.adaptive()) {
                synchronized (lock) {
                    room.succeeded();
                }
            }
        }

        /**
         * Ends the call; a second call does nothing.
         *
         * @param used the tokens that it used; {@link #UNKNOWN} for all that were reserved
         */
        public void end(long used) {
            if (!limits.exist()) {
                return;
            }
            Cancellation told;
            synchronized (lock) {
                if (over) {
                    return;
                }
                over = true;
                running--;
                quota.settle(taken, used, now());
                callNext();
                told = news;
            }
            told.cancel();
        }
    }
}
