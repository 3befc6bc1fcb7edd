package dev.outcrop.internal.http;

import dev.outcrop.internal.Durations;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;

/**
 * Ends waits that take too long, by closing their connection. One thread watches all of them and
 * sleeps until the first limit; setting a later limit, as nearly all are, wakes no thread. The
 * thread exists while there are limits, and a little longer. (A timeout of the socket itself would
 * start a timer for each read, and does not apply to writing.) The same thread closes idle
 * connections.
 *
 * <p>A failure, of starting the thread or in it, ends at most the call in which it occurred: the
 * next limit starts a thread if there is none, and the thread continues with the other connections.
 */
final class TimeoutThread implements AutoCloseable {
    /** The value of a missing limit. */
    static final long NONE = Long.MAX_VALUE;

    /** The time until a failed check is repeated. */
    private static final long AGAIN = 1_000_000_000;

    private final long origin = System.nanoTime();
    private final Set<Connection> wires;
    private final LongUnaryOperator idle;
    private final long linger;
    private final ThreadFactory threads;

    /** When the thread checks next, at the latest. */
    private final AtomicLong next = new AtomicLong(NONE);

    /** Written while holding this monitor. */
    private volatile @Nullable Thread thread;

    private volatile boolean closed;

    /**
     * @param wires the connections to watch, which change
     * @param idle called with the time; closes idle connections and returns when it must be called
     *     again, or {@link #NONE}
     * @param linger how long the thread waits for a limit before it ends
     */
    TimeoutThread(Set<Connection> wires, LongUnaryOperator idle, Duration linger) {
        this(wires, idle, linger, Thread::new);
    }

    /**
     * Creates it with a thread factory.
     *
     * @param threads creates the thread
     */
    TimeoutThread(
            Set<Connection> wires, LongUnaryOperator idle, Duration linger, ThreadFactory threads) {
        this.wires = wires;
        this.idle = idle;
        this.linger = linger.toNanos();
        this.threads = threads;
    }

    /** Returns the time after the given wait. */
    long in(@Nullable Duration wait) {
        return wait == null ? NONE : now() + Durations.capped(wait).toNanos();
    }

    /** Returns the nanoseconds since this was created. */
    long now() {
        return System.nanoTime() - origin;
    }

    /**
     * Must be called after a limit was set, so that it is checked in time.
     *
     * @throws Error if no thread could be started, and the limit has no effect
     */
    void added(long limit) {
        if (limit < next.get() || (thread == null && limit != NONE && !closed)) {
            lower(limit);
            LockSupport.unpark(thread());
        }
    }

    /** Makes the thread check at that time, unless it checks earlier. */
    private void lower(long time) {
        long later = next.get();
        while (time < later && !next.compareAndSet(later, time)) {
            later = next.get();
        }
    }

    /** Whether the thread exists. */
    synchronized boolean isWatching() {
        return thread != null;
    }

    private synchronized Thread thread() {
        Thread watching = thread;
        if (watching == null) {
            // Not a virtual thread: the threads that wait for it may occupy all carriers.
            watching = threads.newThread(this::run);
            watching.setName("outcrop-time-limits");
            watching.setDaemon(true);
            watching.start();
            thread = watching;
        }
        return watching;
    }

    private void run() {
        try {
            watch();
        } finally {
            synchronized (this) {
                if (Thread.currentThread().equals(thread)) {
                    thread = null; // by a failure: the next limit starts another one
                }
            }
        }
    }

    private void watch() {
        boolean done = false;
        while (!isOver(done)) {
            // From here on, every new limit calls added(): none is missed, whether this check sees
            // it or not.
            next.set(NONE);
            long now = now();
            long first = ofIdle(now);
            for (Connection wire : wires) {
                first = Math.min(first, of(wire, now));
            }
            lower(first);
            done = first == NONE;
            sleep(now + linger);
        }
    }

    private long ofIdle(long now) {
        try {
            return idle.applyAsLong(now);
        } catch (Throwable e) {
            return now + AGAIN;
        }
    }

    private static long of(Connection wire, long now) {
        try {
            return wire.endIfPast(now);
        } catch (Throwable e) {
            return now + AGAIN;
        }
    }

    /** Sleeps until the next limit, or until that time if there is none. */
    private void sleep(long lingered) {
        for (long now = now(); !closed && now < Math.min(next.get(), lingered); now = now()) {
            LockSupport.parkNanos(this, Math.min(next.get(), lingered) - now);
            var unused = Thread.interrupted(); // it would not sleep any more
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
