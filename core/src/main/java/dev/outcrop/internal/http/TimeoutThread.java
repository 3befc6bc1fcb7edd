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
 * Ends waiting that takes too long, by closing the connection that is waited for. One thread looks
 * after all of them and sleeps until the first limit; a limit that is later than that, as nearly
 * every one is, wakes nobody. It is there while there are limits, and a little longer. (A time
 * limit of the socket's own would start a timer for each read, and does not hold for writing at
 * all.) The same thread closes idle connections.
 *
 * <p>A failure, of starting the thread or in it, ends at most the call that it happened in: the
 * next limit starts a thread where there is none, and the thread goes on with the other
 * connections.
 */
final class TimeoutThread implements AutoCloseable {
    /** The time of a limit that is not there. */
    static final long NONE = Long.MAX_VALUE;

    /** When to look again at what failed. */
    private static final long AGAIN = 1_000_000_000;

    private final long origin = System.nanoTime();
    private final Set<Connection> wires;
    private final LongUnaryOperator idle;
    private final long linger;
    private final ThreadFactory threads;

    /** When the thread looks next, at the latest. */
    private final AtomicLong next = new AtomicLong(NONE);

    /** Written by who holds this. */
    private volatile @Nullable Thread thread;

    private volatile boolean closed;

    /**
     * @param wires those to look after, which come and go
     * @param idle called with the time; closes idle connections and returns when it is to be called
     *     again, or {@link #NONE}
     * @param linger how long the thread waits for something to look after before it ends
     */
    TimeoutThread(Set<Connection> wires, LongUnaryOperator idle, Duration linger) {
        this(wires, idle, linger, Thread::new);
    }

    /**
     * The same.
     *
     * @param threads makes the thread
     */
    TimeoutThread(
            Set<Connection> wires, LongUnaryOperator idle, Duration linger, ThreadFactory threads) {
        this.wires = wires;
        this.idle = idle;
        this.linger = linger.toNanos();
        this.threads = threads;
    }

    /** The time that is so long from now. */
    long in(@Nullable Duration wait) {
        return wait == null ? NONE : now() + Durations.capped(wait).toNanos();
    }

    /** Nanoseconds since this was made. */
    long now() {
        return System.nanoTime() - origin;
    }

    /**
     * To be told after a limit was set, so that it is looked at in time.
     *
     * @throws Error if no thread could be started, and the limit does not hold
     */
    void added(long limit) {
        if (limit < next.get() || (thread == null && limit != NONE && !closed)) {
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
        Thread watching = thread;
        if (watching == null) {
            // No virtual one: those that wait for it may have taken all that carry them.
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
            // From here on, whoever sets a limit says so: none is missed, whether this look sees it
            // or not.
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

    /** Until the next limit, or until that time if there is none. */
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
