package dev.outcrop.local.internal.service;

import dev.outcrop.local.engine.Sleeper;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a service does not decide by itself.
 *
 * @param random must be safe for use by several threads
 * @param nanoTime a clock that only runs forward
 * @param pace the time between two deltas of a stream
 */
public record ServiceContext(
        RandomGenerator random, LongSupplier nanoTime, Duration pace, Sleeper sleeper) {}
