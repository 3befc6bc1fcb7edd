package dev.outcrop.cli.batch;

import java.time.Duration;

/** The time since a run began. */
final class RunClock {
    private final long began = System.nanoTime();

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
