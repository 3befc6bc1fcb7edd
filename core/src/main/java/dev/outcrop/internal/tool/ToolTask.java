package dev.outcrop.internal.tool;

import dev.outcrop.internal.ContextCarrier;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A task on its own virtual thread, with a time limit. */
final class ToolTask {
    /** How it ended, without being stopped. */
    record Done(ToolTask work, @Nullable Object value, @Nullable Throwable thrown, Duration took) {}

    private final int index;
    private final Thread thread;
    private final LongSupplier nanoTime;
    private final Consumer<Done> done;
    private final AtomicBoolean over = new AtomicBoolean();
    private final long began;
    private final @Nullable Duration limit;

    private ToolTask(
            int index,
            String name,
            Callable<? extends @Nullable Object> task,
            @Nullable Duration limit,
            LongSupplier nanoTime,
            ContextCarrier carrier,
            Consumer<Done> done) {
        this.index = index;
        this.nanoTime = nanoTime;
        this.limit = limit;
        this.done = done;
        Runnable carried = carrier.carrying(() -> run(task), this::missed);
        this.began = nanoTime.getAsLong();
        this.thread = Thread.ofVirtual().name("outcrop-" + name).unstarted(carried);
    }

    /**
     * Starts a task.
     *
     * @param index its index among several
     * @param limit how long it may take; null for no limit
     * @param carrier carries the context of the current thread to that of the task
     * @param done called at its end, on its thread
     */
    static ToolTask start(
            int index,
            String name,
            Callable<? extends @Nullable Object> task,
            @Nullable Duration limit,
            LongSupplier nanoTime,
            ContextCarrier carrier,
            Consumer<Done> done) {
        var work = new ToolTask(index, name, task, limit, nanoTime, carrier, done);
        work.thread.start();
        return work;
    }

    private void run(Callable<? extends @Nullable Object> task) {
        Object value = null;
        Throwable thrown = null;
        try {
            value = task.call();
        } catch (Throwable e) {
            thrown = e;
        }
        ended(value, thrown);
    }

    /** The context of the thread could not be set up, or was not removed afterwards. */
    private void missed(Throwable why) {
        ended(null, why);
    }

    /** Reports the first end only. */
    private void ended(@Nullable Object value, @Nullable Throwable thrown) {
        if (over.compareAndSet(false, true)) {
            done.accept(new Done(this, value, thrown, took()));
        }
    }

    int index() {
        return index;
    }

    /** How long it has been running. */
    Duration took() {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }

    /** How many nanoseconds remain. */
    long left() {
        return limit == null ? Long.MAX_VALUE : limit.minus(took()).toNanos();
    }

    void interrupt() {
        thread.interrupt();
    }
}
