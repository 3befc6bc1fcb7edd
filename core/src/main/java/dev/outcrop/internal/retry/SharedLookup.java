package dev.outcrop.internal.retry;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks up a value on a separate thread, once for all callers that request it at the same time.
 * Each caller may be cancelled, interrupted, or have less time than the others, without affecting
 * them; the lookup is ended when the last one leaves. No caller's thread is ever interrupted.
 * Results are not cached. Safe for any number of threads.
 *
 * @param <K> the key
 */
public final class SharedLookup<K, V> {
    /** Finds a value. */
    @FunctionalInterface
    public interface Source<V> {
        /**
         * Finds the value. Blocks.
         *
         * @param unwanted cancelled, and the thread interrupted, when no caller waits any more
         */
        V find(Cancellation unwanted) throws Exception;
    }

    /** A class, because a lambda costs a cold start half a millisecond. */
    private record VirtualThreads(String name) implements Executor {
        @Override
        public void execute(Runnable task) {
            Thread.ofVirtual().name(name).start(task);
        }
    }

    private final Executor threads;
    private final @Nullable Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, Running> running = new HashMap<>(); // guarded by lock

    /**
     * @param threads runs each lookup
     * @param patience how long a caller waits at most, null for no limit; a lookup that took one of
     *     them longer gets no further callers
     */
    public SharedLookup(Executor threads, @Nullable Duration patience) {
        this.threads = threads;
        this.patience = patience;
    }

    /** Returns one that runs each lookup on a virtual thread. */
    public static <K, V> SharedLookup<K, V> of(String name, @Nullable Duration patience) {
        return new SharedLookup<>(new VirtualThreads("outcrop-" + name), patience);
    }

    /**
     * Returns the value, from a lookup in progress or a new one.
     *
     * @param cancellation ends the wait
     * @param atMost how long this caller waits; null for the general limit
     * @throws CancelledException if it is cancelled, or the thread is interrupted, which it then
     *     still is
     * @throws TimeoutException if the value is not found in time
     * @throws ExecutionException with the exception of the source
     */
    public V get(
            K key, Source<? extends V> source, Cancellation cancellation, @Nullable Duration atMost)
            throws TimeoutException, ExecutionException {
        var woken = new CountDownLatch(1);
        Running lookup = enter(key, source, woken);
        boolean inTime;
        try (var registration = cancellation.onCancel(woken::countDown)) {
            inTime = await(lookup, woken, atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "the thread was interrupted while waiting", ErrorDetails.NONE, e);
        } finally {
            leave(lookup, woken);
        }
        if (cancellation.isCancelled()) {
            throw new CancelledException("the call was cancelled", ErrorDetails.NONE);
        }
        if (!inTime) {
            throw new TimeoutException();
        }
        return lookup.value();
    }

    private boolean await(Running lookup, CountDownLatch woken, @Nullable Duration atMost)
            throws InterruptedException {
        boolean hurried = atMost != null && (patience == null || atMost.compareTo(patience) < 0);
        Duration wait = hurried ? atMost : patience;
        if (wait == null) {
            woken.await();
            return true;
        }
        boolean inTime = woken.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (!inTime && !hurried) {
            detach(lookup);
        }
        return inTime;
    }

    /** Starts a lookup, unless one is in progress, and does not wait for it. */
    public void start(K key, Source<? extends V> source) {
        enter(key, source, null);
    }

    private Running enter(K key, Source<? extends V> source, @Nullable CountDownLatch waiter) {
        Running lookup;
        boolean isNew;
        lock.lock();
        try {
            lookup = running.get(key);
            isNew = lookup == null;
            if (lookup == null) {
                lookup = new Running(key, source);
                running.put(key, lookup);
            }
            if (waiter != null) {
                lookup.waiters.add(waiter);
            }
        } finally {
            lock.unlock();
        }
        if (isNew) {
            begin(lookup);
        }
        return lookup;
    }

    /** If no thread can be started, callers that have joined meanwhile are notified, too. */
    private void begin(Running lookup) {
        try {
            threads.execute(lookup.task);
        } catch (Throwable e) {
            lookup.unstarted = e;
            lookup.task.cancel(false);
            throw e;
        }
    }

    private void detach(Running lookup) {
        lock.lock();
        try {
            running.remove(lookup.key, lookup);
        } finally {
            lock.unlock();
        }
    }

    private void leave(Running lookup, CountDownLatch waiter) {
        boolean last;
        lock.lock();
        try {
            // A lookup that has ended has released all of them.
            last = lookup.waiters.remove(waiter) && lookup.waiters.isEmpty();
            if (last) {
                running.remove(lookup.key, lookup);
            }
        } finally {
            lock.unlock();
        }
        if (last) {
            lookup.end();
        }
    }

    /** A lookup in progress. */
    private final class Running {
        private final K key;
        private final Cancellation unwanted = new Cancellation();
        private final Set<CountDownLatch> waiters = new HashSet<>(); // guarded by lock
        private final FutureTask<V> task;
        private volatile @Nullable Throwable unstarted;

        Running(K key, Source<? extends V> source) {
            this.key = key;
            task =
                    new FutureTask<>(() -> source.find(unwanted)) {
                        @Override
                        protected void done() {
                            ended();
                        }
                    };
        }

        void end() {
            try {
                unwanted.cancel();
            } finally {
                task.cancel(true);
            }
        }

        private void ended() {
            List<CountDownLatch> told;
            lock.lock();
            try {
                running.remove(key, this);
                told = new ArrayList<>(waiters);
                waiters.clear();
            } finally {
                lock.unlock();
            }
            told.forEach(CountDownLatch::countDown);
        }

        /** The result of a lookup that has ended. */
        V value() throws ExecutionException {
            return switch (task.state()) {
                case SUCCESS -> task.resultNow();
                case FAILED -> throw new ExecutionException(task.exceptionNow());
                case CANCELLED -> throw new ExecutionException(unstarted);
                case RUNNING -> throw new IllegalStateException("it has not ended");
            };
        }
    }
}
