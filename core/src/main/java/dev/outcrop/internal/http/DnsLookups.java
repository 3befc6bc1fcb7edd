package dev.outcrop.internal.http;

import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Looks up names on separate threads, because a lookup of the system cannot be interrupted: a call
 * that waits for one can still be cancelled. Calls that look up the same name share one lookup.
 * Safe for any number of threads.
 */
final class DnsLookups {
    /** A lookup without waiting calls keeps its thread until it ends. */
    static final int MOST_THREADS = 16;

    /** The lookups of the process, so that the limit applies to all clients together. */
    static final DnsLookups SYSTEM = new DnsLookups(InetAddress::getAllByName);

    private final Connector.Names names;
    private final ThreadFactory factory;
    private final Map<String, Lookup> unfinished = new HashMap<>(); // guarded by this
    private final Queue<Lookup> unstarted = new ArrayDeque<>(); // guarded by this
    private int threads; // guarded by this

    DnsLookups(Connector.Names names) {
        this(names, task -> new Thread(null, task, "outcrop-lookup", 0, false));
    }

    /**
     * @param factory creates the threads
     */
    DnsLookups(Connector.Names names, ThreadFactory factory) {
        this.names = names;
        this.factory = factory;
    }

    /**
     * Waits for the addresses of a name.
     *
     * @param closing ends the wait, as the call's own cancellation does
     * @param atMost in nanoseconds
     */
    InetAddress[] addresses(String name, HttpClient.Call call, Cancellation closing, long atMost)
            throws IOException {
        InetAddress literal = IpLiteral.of(name);
        if (literal != null) {
            return new InetAddress[] {literal};
        }
        var waiter = new Waiter();
        Lookup lookup = enter(name, waiter);
        try (var cancelled = call.cancellation().onCancel(waiter);
                var closed = closing.onCancel(waiter)) {
            waiter.woken.await(atMost, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        } finally {
            leave(lookup, waiter);
        }
        if (call.cancellation().isCancelled() || closing.isCancelled()) {
            throw new SocketException("the call was cancelled");
        }
        InetAddress[] found = lookup.found();
        if (found == null) {
            throw call.deadline().orElse(new ConnectTimedOutException(name));
        }
        return found;
    }

    private synchronized Lookup enter(String name, Waiter waiter) {
        Lookup lookup = unfinished.get(name);
        if (lookup == null) {
            lookup = new Lookup(name);
            if (threads == MOST_THREADS || !isStarted(lookup)) {
                unstarted.add(lookup);
            }
            unfinished.put(name, lookup);
        }
        lookup.waiters.add(waiter);
        return lookup;
    }

    private synchronized void leave(Lookup lookup, Waiter waiter) {
        lookup.waiters.remove(waiter);
        if (lookup.waiters.isEmpty() && unstarted.remove(lookup)) {
            unfinished.remove(lookup.name);
        }
    }

    /**
     * Not a virtual thread: a lookup pins its carrier.
     *
     * @return false if no thread can be started, and an existing one must do it
     * @throws OutOfMemoryError if there is none
     */
    private boolean isStarted(Lookup first) {
        try {
            Thread thread = factory.newThread(new Worker(first));
            thread.setDaemon(true);
            thread.start();
        } catch (OutOfMemoryError e) {
            if (threads == 0) {
                throw e;
            }
            return false;
        }
        threads++;
        return true;
    }

    /**
     * Notifies the waiting calls; returns the next lookup for this thread, or null if it can end.
     */
    private synchronized @Nullable Lookup finished(Lookup lookup) {
        unfinished.remove(lookup.name);
        for (Waiter waiter : lookup.waiters) {
            waiter.run();
        }
        Lookup next = unstarted.poll();
        if (next == null) {
            threads--;
        }
        return next;
    }

    /** A class, because a lambda costs a cold start half a millisecond. */
    private final class Worker implements Runnable {
        private final Lookup first;

        Worker(Lookup first) {
            this.first = first;
        }

        @Override
        public void run() {
            for (Lookup next = first; next != null; next = finished(next)) {
                try {
                    next.addresses = names.addresses(next.name);
                } catch (Throwable e) {
                    next.failure = e;
                }
            }
        }
    }

    private static final class Lookup {
        private final String name;
        private final Set<Waiter> waiters = new HashSet<>();
        private volatile InetAddress @Nullable [] addresses;
        private volatile @Nullable Throwable failure;

        Lookup(String name) {
            this.name = name;
        }

        /**
         * The addresses; null if the lookup has not ended.
         *
         * @throws UnknownHostException a new one for each call, with its own stack trace
         */
        InetAddress @Nullable [] found() throws UnknownHostException {
            Throwable known = failure;
            if (known != null) {
                var unknown = new UnknownHostException(name);
                unknown.initCause(known);
                throw unknown;
            }
            return addresses;
        }
    }

    /** A waiting call. It wakes when the lookup has ended, or the call must end. */
    private static final class Waiter implements Runnable {
        private final CountDownLatch woken = new CountDownLatch(1);

        @Override
        public void run() {
            woken.countDown();
        }
    }
}
