package dev.outcrop.transport.http;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;

/**
 * Ends waiting that takes too long, by closing the connection that is waited for. One thread looks
 * after all of them and sleeps until the first limit; a limit that is later than that, as nearly
 * every one is, wakes nobody. It is there while there are limits, and a little longer. (A time
 * limit of the socket's own would start a timer for each read, and does not hold for writing at
 * all.) The same thread closes idle connections.
 */
final class TimeLimits implements AutoCloseable {
    /** The time of a limit that is not there. */
    static final long NONE = Long.MAX_VALUE;

    private final long origin = System.nanoTime();
    private final Set<Wire> wires;
    private final LongUnaryOperator idle;
    private final long linger;

    /** When the thread looks next, at the latest. */
    private final AtomicLong next = new AtomicLong(NONE);

    private @Nullable Thread thread; // guarded by this
    private volatile boolean closed;

    /**
     * @param wires those to look after, which come and go
     * @param idle called with the time; closes idle connections and returns when it is to be called
     *     again, or {@link #NONE}
     * @param linger how long the thread waits for something to look after before it ends
     */
    TimeLimits(Set<Wire> wires, LongUnaryOperator idle, Duration linger) {
        this.wires = wires;
        this.idle = idle;
        this.linger = linger.toNanos();
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
            lower(limit);
            LockSupport.unpark(thread());
        }
    }

    /** The thread looks at that time, if it would not have looked before. */
    private void lower(long time) {
        long later = next.get();
        while (time < later && !next.compareAndSet(later, time)) {
            later = next.get();
        }
    }

    /** Whether the thread is there. */
    synchronized boolean isWatching() {
        return thread != null;
    }

    private synchronized Thread thread() {
        if (thread == null || !thread.isAlive()) {
            // No virtual one: those that wait for it may have taken all that carry them.
            thread = new Thread(this::watch, "outcrop-time-limits");
            thread.setDaemon(true);
            thread.start();
        }
        return thread;
    }

    private void watch() {
        boolean done = false;
        while (!isOver(done)) {
            // From here on, whoever sets a limit says so: none is missed, whether this look sees it
            // or not.
            next.set(NONE);
            long now = now();
            long first = idle.applyAsLong(now);
            for (Wire wire : wires) {
                first = Math.min(first, wire.endIfPast(now));
            }
            lower(first);
            done = first == NONE;
            sleep(now + linger);
        }
    }

    /** Until the next limit, or until that time if there is none. */
    private void sleep(long lingered) {
        for (long now = now(); !closed && now < Math.min(next.get(), lingered); now = now()) {
            LockSupport.parkNanos(this, Math.min(next.get(), lingered) - now);
        }
    }

    /** Whether the thread can end; the next limit starts another one. */
    private synchronized boolean isOver(boolean done) {
        boolean over = closed || (done && next.get() == NONE);
        if (over) {
            thread = null;
        }
        return over;
    }

    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            LockSupport.unpark(thread);
        }
    }
}
