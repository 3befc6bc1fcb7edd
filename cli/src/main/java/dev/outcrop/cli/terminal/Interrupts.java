package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Handles Ctrl-C. Calls run on a virtual thread, because there, unlike on the main thread, a read
 * from a socket can be interrupted. Safe for use by several threads.
 */
public final class Interrupts {
    private @Nullable Thread call; // guarded by this
    private boolean down; // guarded by this

    /**
     * Runs a call that can be interrupted, and waits for it.
     *
     * @throws RuntimeException thrown by the call
     */
    public <T> T during(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread thread = Thread.ofVirtual().unstarted(task);
        synchronized (this) {
            call = thread;
            if (down) {
                thread.interrupt();
            }
        }
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            synchronized (this) {
                call = null;
            }
        }
    }

    /** Stops the current call. False if there is none. */
    synchronized boolean interrupt() {
        if (call == null) {
            return false;
        }
        call.interrupt();
        return true;
    }

    /** Stops the current call, and every later one. False if there was none. */
    public synchronized boolean shutDown() {
        down = true;
        return interrupt();
    }

    /** Whether the process is about to end. */
    public synchronized boolean isShutDown() {
        return down;
    }

    private static RuntimeException unchecked(@Nullable Throwable e) {
        return switch (e) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(e);
        };
    }
}
