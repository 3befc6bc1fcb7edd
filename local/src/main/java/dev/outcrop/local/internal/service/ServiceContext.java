package dev.outcrop.local.internal.service;

import dev.outcrop.local.engine.Sleeper;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * External dependencies of a service.
 *
 * @param random must be safe for use by several threads
 * @param nanoTime a monotonic clock
 * @param pace the time between two deltas of a stream
 */
public record ServiceContext(
        RandomGenerator random, LongSupplier nanoTime, Duration pace, Sleeper sleeper) {}
