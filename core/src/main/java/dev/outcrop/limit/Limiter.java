package dev.outcrop.limit;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.Facts;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.RateLimits;
import dev.outcrop.retry.Pause;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Makes calls wait their turn, first come first served. Safe for any number of threads; costs
 * nothing where there are no limits.
 */
public final class Limiter {
    private final RateLimits limits;
    private final Pause pause;
    private final LongSupplier nanoTime;
    private final @Nullable PerMinute requests;
    private final @Nullable PerMinute tokens;
    private final Object lock = new Object();
    private final ArrayDeque<CountDownLatch> queue = new ArrayDeque<>();
    private final Room room;
    private int running;

    public Limiter(RateLimits limits, Pause pause, LongSupplier nanoTime) {
        this.limits = limits;
        this.pause = pause;
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        requests =
                limits.requestsPerMinute() == 0
                        ? null
                        : new PerMinute(limits.requestsPerMinute(), now);
        tokens =
                limits.tokensPerMinute() == 0 ? null : new PerMinute(limits.tokensPerMinute(), now);
        room =
                new Room(
                        limits.concurrentCalls() == 0
                                ? Double.MAX_VALUE
                                : limits.concurrentCalls());
    }

    /**
     * Waits until a call may be sent.
     *
     * @param reserved the tokens that it may take
     * @param atMost how long it may wait; null for as long as it takes
     * @throws CancelledException at once when the call is cancelled or the thread interrupted
     * @throws TimedOutException if its turn does not come in time
     */
    public Turn await(long reserved, Cancellation cancellation, @Nullable Duration atMost) {
        if (!limits.exist()) {
            return new Turn(0);
        }
        long began = nanoTime.getAsLong();
        enter(cancellation, atMost);
        var turn = new Turn(reserved);
        try {
            Duration wait = Duration.ofNanos(take(reserved));
            Duration left = atMost == null ? null : atMost.minusNanos(nanoTime.getAsLong() - began);
            if (left != null && wait.compareTo(left) > 0) {
                throw tooLate();
            }
            if (!wait.isZero()) {
                pause.sleep(wait, cancellation);
            }
            turn.begin();
            return turn;
        } catch (Throwable e) {
            turn.unsent();
            throw e;
        }
    }

    private long take(long reserved) {
        synchronized (lock) {
            long now = nanoTime.getAsLong();
            return Math.max(
                    requests == null ? 0 : requests.take(1, now),
                    tokens == null ? 0 : tokens.take((double) reserved, now));
        }
    }

    private void enter(Cancellation cancellation, @Nullable Duration atMost) {
        CountDownLatch place;
        synchronized (lock) {
            if (queue.isEmpty() && room.hasBeside(running)) {
                running++;
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
                    "the thread was interrupted while it waited its turn", Facts.NONE, e);
        }
        if (cancellation.isCancelled()) {
            leaveQueue(place);
            throw new CancelledException(
                    "the call was cancelled while it waited its turn", Facts.NONE);
        }
        if (!called) {
            leaveQueue(place);
            throw tooLate();
        }
    }

    private static boolean isCalled(CountDownLatch place, @Nullable Duration atMost)
            throws InterruptedException {
        if (atMost == null) {
            place.await();
            return true;
        }
        return place.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static TimedOutException tooLate() {
        return new TimedOutException(
                TimedOutException.Phase.TOTAL,
                "the call's turn did not come in the time that it had",
                Facts.NONE.withRemedy("Raise the limits or the total timeout, or ask for less."),
                null);
    }

    /** Gives the place up; if it had just been called, the next one is. */
    private void leaveQueue(CountDownLatch place) {
        synchronized (lock) {
            if (!queue.remove(place)) {
                running--;
                callNext();
            }
        }
    }

    private void callNext() {
        while (!queue.isEmpty() && room.hasBeside(running)) {
            running++;
            queue.poll().countDown();
        }
    }

    /** The right to send one call. */
    public final class Turn {
        private final long reserved;
        private long cuts;
        private boolean over;

        private Turn(long reserved) {
            this.reserved = reserved;
        }

        private void begin() {
            synchronized (lock) {
                cuts = room.cuts();
            }
        }

        /** The service throttled the call. */
        public void throttled() {
            if (limits.adaptive()) {
                synchronized (lock) {
                    room.throttled(cuts, running);
                }
            }
        }

        /** The service answered. */
        public void succeeded() {
            if (limits.adaptive()) {
                synchronized (lock) {
                    room.succeeded();
                }
            }
        }

        /** The call was never sent. */
        private void unsent() {
            synchronized (lock) {
                if (requests != null) {
                    requests.giveBack(1);
                }
            }
            end(0);
        }

        /**
         * The call is over; a second time does nothing.
         *
         * @param used the tokens that it took; all that were reserved, if unknown
         */
        public void end(long used) {
            if (!limits.exist()) {
                return;
            }
            synchronized (lock) {
                if (over) {
                    return;
                }
                over = true;
                running--;
                if (tokens != null && used < reserved) {
                    tokens.giveBack((double) (reserved - used));
                }
                callNext();
            }
        }
    }
}
