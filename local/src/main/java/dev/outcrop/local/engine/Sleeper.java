package dev.outcrop.local.engine;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Lets time pass; in tests, without taking any. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;

    /**
     * The same for an engine, which has nothing to do when it is interrupted but to stop.
     *
     * @throws UncheckedIOException if interrupted; the thread stays so
     */
    default void pause(Duration time) {
        try {
            sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var stopped = new InterruptedIOException();
            stopped.initCause(e);
            throw new UncheckedIOException(stopped);
        }
    }
}
