package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;

import java.util.function.LongSupplier;

/** The duration of a request so far. */
final class Stopwatch {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final LongSupplier nanoTime;
    private final long start;

    Stopwatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    long millis() {
        return (nanoTime.getAsLong() - start) / NANOS_PER_MILLI;
    }

    /** Returns Bedrock's format: {@code {"latencyMs": 306}}. */
    Json.Obj metrics() {
        return Json.EMPTY.with("latencyMs", Json.of(millis()));
    }
}
