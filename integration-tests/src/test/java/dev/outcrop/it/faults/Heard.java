package dev.outcrop.it.faults;

import dev.outcrop.error.BedrockException;
import dev.outcrop.policy.Observer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What an observer heard. Safe for several threads. */
final class Heard implements Observer {
    final AtomicInteger started = new AtomicInteger();
    final AtomicInteger attempts = new AtomicInteger();
    final AtomicInteger retrying = new AtomicInteger();
    final AtomicInteger firstDeltas = new AtomicInteger();
    final List<Ended> ended = new CopyOnWriteArrayList<>();

    @Override
    public void started(Observer.Call call) {
        started.incrementAndGet();
    }

    @Override
    public void attempt(Observer.Call call, int number) {
        attempts.incrementAndGet();
    }

    @Override
    public void retrying(
            Observer.Call call, int nextAttempt, Duration wait, BedrockException failure) {
        retrying.incrementAndGet();
    }

    @Override
    public void firstDelta(Observer.Call call, Duration sinceStart) {
        firstDeltas.incrementAndGet();
    }

    @Override
    public void ended(Observer.Call call, Ended how) {
        ended.add(how);
    }
}
