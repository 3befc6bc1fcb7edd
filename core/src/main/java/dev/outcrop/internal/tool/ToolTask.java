package dev.outcrop.internal.tool;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Something that is done on a virtual thread of its own, for some time at most. */
final class ToolTask {
    /** How it ended, of itself. */
    record Done(ToolTask work, @Nullable Object value, @Nullable Throwable thrown, Duration took) {}

    private final int index;
    private final Thread thread;
    private final LongSupplier nanoTime;
    private final long began;
    private final @Nullable Duration limit;

    private ToolTask(
            int index,
            String name,
            Callable<? extends @Nullable Object> task,
            @Nullable Duration limit,
            LongSupplier nanoTime,
            Consumer<Done> done) {
        this.index = index;
        this.nanoTime = nanoTime;
        this.limit = limit;
        this.began = nanoTime.getAsLong();
        this.thread = Thread.ofVirtual().name("outcrop-" + name).unstarted(() -> run(task, done));
    }

    /**
     * Begins.
     *
     * @param index which of several it is
     * @param limit how long it may take; null for as long as it likes
     * @param done is told of its end, on its thread
     */
    static ToolTask start(
            int index,
            String name,
            Callable<? extends @Nullable Object> task,
            @Nullable Duration limit,
            LongSupplier nanoTime,
            Consumer<Done> done) {
        var work = new ToolTask(index, name, task, limit, nanoTime, done);
        work.thread.start();
        return work;
    }

    private void run(Callable<? extends @Nullable Object> task, Consumer<Done> done) {
        Object value = null;
        Throwable thrown = null;
        try {
            value = task.call();
        } catch (Throwable e) {
            thrown = e;
        }
        done.accept(new Done(this, value, thrown, took()));
    }

    int index() {
        return index;
    }

    /** How long it has been at it. */
    Duration took() {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }

    /** How many nanoseconds it still has. */
    long left() {
        return limit == null ? Long.MAX_VALUE : limit.minus(took()).toNanos();
    }

    void interrupt() {
        thread.interrupt();
    }
}
