package dev.outcrop.bench.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What the callers of one trial saw, in order. */
final class Inbox {
    private final List<Signal> signals = new ArrayList<>();
    private long lastNanos = System.nanoTime();
    private long cancelledNanos;
    private boolean lost;

    synchronized void add(Signal signal) {
        signals.add(signal);
        touch();
        if (signal.what() == Signal.What.CANCELLED) {
            cancelledNanos = lastNanos;
        }
    }

    /** The process has ended. */
    synchronized void lost() {
        lost = true;
        notifyAll();
    }

    /** Something happened at the server. */
    synchronized void touch() {
        lastNanos = System.nanoTime();
        notifyAll();
    }

    synchronized boolean isLost() {
        return lost;
    }

    synchronized List<Signal> signals() {
        return List.copyOf(signals);
    }

    /** When the caller cancelled, by {@link System#nanoTime}. */
    synchronized long cancelledNanos() {
        return cancelledNanos;
    }

    /** Waits until so many callers have seen an end, or have nothing to wait for. */
    void awaitEnds(int callers, Duration bound) throws InterruptedException {
        await(bound, () -> over() >= callers);
    }

    /** Waits until nothing has happened for so long. */
    void awaitQuiet(Duration quiet, Duration bound) throws InterruptedException {
        await(bound, () -> System.nanoTime() - lastNanos > quiet.toNanos());
    }

    private int over() {
        Set<Integer> over = new HashSet<>();
        for (Signal signal : signals) {
            if (signal.what().isEnd()
                    || signal.what() == Signal.What.SKIPPED
                    || signal.what() == Signal.What.CANCELLED) {
                over.add(signal.caller());
            }
        }
        return over.size();
    }

    private synchronized void await(Duration bound, BooleanSupplier done)
            throws InterruptedException {
        long until = System.nanoTime() + bound.toNanos();
        while (!lost && !done.getAsBoolean() && System.nanoTime() - until < 0) {
            wait(100);
        }
    }
}
