package dev.outcrop.local.engine;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Waits; a test can replace it by one that does not. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;

    /**
     * Waits, for an engine, which stops when it is interrupted.
     *
     * @throws UncheckedIOException if interrupted; the thread stays interrupted
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
