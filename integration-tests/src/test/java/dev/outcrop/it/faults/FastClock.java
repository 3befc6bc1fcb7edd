package dev.outcrop.it.faults;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A clock on which half a second passes with each turn of a thread that turns every five
 * milliseconds, or as often as it gets to run: on a busy machine time passes more slowly.
 */
final class FastClock implements InstantSource, AutoCloseable {
    private static final Duration TURN = Duration.ofMillis(500);

    private final ScheduledExecutorService turning = Executors.newSingleThreadScheduledExecutor();
    private Instant now = Instant.EPOCH;

    FastClock() {
        var unused = turning.scheduleWithFixedDelay(this::turn, 5, 5, TimeUnit.MILLISECONDS);
    }

    private synchronized void turn() {
        now = now.plus(TURN);
        notifyAll();
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** How long it has been running, by itself. */
    Duration passed() {
        return Duration.between(Instant.EPOCH, instant());
    }

    synchronized void await(Duration time) {
        Instant end = now.plus(time);
        try {
            while (now.isBefore(end)) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        turning.shutdownNow();
    }
}
