package dev.outcrop.internal.retry;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.Durations;
import dev.outcrop.policy.Cancellation;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits, until the time is over or the call is cancelled. */
@FunctionalInterface
public interface Sleeper {
    /** Uses the wall clock. A class, because a lambda costs every start half a millisecond. */
    Sleeper REAL =
            new Sleeper() {
                @Override
                public void sleep(Duration wait, Cancellation cancellation) {
                    var cancelled = new CountDownLatch(1);
                    try (var registration = cancellation.onCancel(cancelled::countDown)) {
                        if (cancelled.await(
                                Durations.capped(wait).toNanos(), TimeUnit.NANOSECONDS)) {
                            throw new CancelledException(
                                    "the call was cancelled while waiting for a retry",
                                    ErrorDetails.NONE);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new CancelledException(
                                "the thread was interrupted while waiting for a retry",
                                ErrorDetails.NONE,
                                e);
                    }
                }
            };

    /**
     * Blocks for that long.
     *
     * @throws CancelledException at once when the call is cancelled or the thread interrupted
     */
    void sleep(Duration wait, Cancellation cancellation);
}
