package dev.outcrop.local.junit;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The emulator of one JUnit context, started when it is first asked for. Thread-safe: constructors
 * of tests that run concurrently share the one of their class.
 */
final class ContextBedrock implements AutoCloseable {
    private final String contextId;
    private final Supplier<StartedBedrock> start;

    /** Not a monitor: the emulator is started while it is held. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable StartedBedrock started; // guarded by lock

    ContextBedrock(String contextId, Supplier<StartedBedrock> start) {
        this.contextId = contextId;
        this.start = start;
    }

    StartedBedrock started() {
        lock.lock();
        try {
            StartedBedrock found = started;
            if (found == null) {
                found = start.get();
                started = found;
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    boolean isOf(String contextId) {
        return this.contextId.equals(contextId);
    }

    /** The requests without a prepared answer. */
    List<String> unmatched() {
        lock.lock();
        try {
            return started == null ? List.of() : started.local().unmatched();
        } finally {
            lock.unlock();
        }
    }

    /** Has no effect on an emulator that is closed. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (started != null) {
                started.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
