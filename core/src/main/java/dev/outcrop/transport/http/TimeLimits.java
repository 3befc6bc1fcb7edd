package dev.outcrop.transport.http;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends waiting that takes too long, by closing the connection that is waited for. One virtual thread
 * looks after all of them and sleeps until the first limit; a limit that is later than that, as
 * nearly every one is, wakes nobody. A time limit of the socket's own would start a timer for each
 * read, and does not hold for writing at all.
 */
final class TimeLimits implements AutoCloseable {
    /** The time of a limit that is not there. */
    static final long NONE = Long.MAX_VALUE;

    private final long origin = System.nanoTime();
    private final Set<Wire> wires;

    /** When the thread looks next, at the latest. */
    private final AtomicLong next = new AtomicLong(NONE);

    private @Nullable Thread thread; // guarded by this
    private volatile boolean closed;

    /**
     * @param wires those to look after, which come and go
     */
    TimeLimits(Set<Wire> wires) {
        this.wires = wires;
    }

    /** The time that is so long from now. */
    long in(@Nullable Duration wait) {
        return wait == null ? NONE : now() + wait.toNanos();
    }

    /** Nanoseconds since this was made. */
    long now() {
        return System.nanoTime() - origin;
    }

    /** To be told after a limit was set, so that it is looked at in time. */
    void added(long limit) {
        if (limit < next.get()) {
            next.accumulateAndGet(limit, Math::min);
            LockSupport.unpark(thread());
        }
    }

    private synchronized Thread thread() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("outcrop-time-limits").start(this::watch);
        }
        return thread;
    }

    private void watch() {
        while (!closed) {
            // From here on, whoever sets a limit says so: none is missed, whether this look sees it
            // or not.
            next.set(NONE);
            long first = NONE;
            long now = now();
            for (Wire wire : wires) {
                first = Math.min(first, wire.endIfPast(now));
            }
            next.accumulateAndGet(first, Math::min);
            while (!closed && now() < next.get()) {
                sleep(next.get());
            }
        }
    }

    /** Until that time, or until somebody wakes this thread. */
    private void sleep(long until) {
        if (until == NONE) {
            LockSupport.park(this); // without a timer, so that a forgotten engine can be collected
        } else {
            LockSupport.parkNanos(this, until - now());
        }
    }

    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            LockSupport.unpark(thread);
        }
    }
}
