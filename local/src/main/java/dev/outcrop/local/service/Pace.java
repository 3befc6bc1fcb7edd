package dev.outcrop.local.service;

import dev.outcrop.local.engine.Sleeper;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Waits between two pieces of a stream, not before the first. For one thread. */
final class Pace {
    private final Duration time;
    private final Sleeper sleeper;
    private boolean begun;

    Pace(Surroundings surroundings) {
        this.time = surroundings.pace();
        this.sleeper = surroundings.sleeper();
    }

    void keep() throws IOException {
        if (begun && !time.isZero()) {
            try {
                sleeper.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException().initCause(e);
            }
        }
        begun = true;
    }
}
