package dev.outcrop.batch;

import dev.outcrop.catalog.Cost;
import dev.outcrop.message.Usage;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Counts the rows of a batch, and tells the observers of its progress. For one thread at a time.
 */
final class Tally {
    private final List<Consumer<Batch.Progress>> observers;
    private final LongSupplier nanoTime;
    private final long began;
    private final long total;
    private final Usage.Total usage = new Usage.Total();
    private Cost cost = Cost.NONE;
    private long done;
    private long failed;
    private boolean reported;

    Tally(BatchSettings settings, long total) {
        observers = settings.observers().stream().map(Supplier::get).toList();
        nanoTime = settings.nanoTime();
        began = nanoTime.getAsLong();
        this.total = total;
    }

    void add(Batch.Row<?> row, int active) {
        if (row.result().isDone()) {
            done++;
        } else {
            failed++;
        }
        if (observers.isEmpty()) {
            return;
        }
        usage.add(row.usage());
        cost = cost.plus(row.cost());
        var progress =
                new Batch.Progress(
                        done,
                        failed,
                        active,
                        total,
                        Duration.ofNanos(nanoTime.getAsLong() - began),
                        usage.usage(),
                        cost);
        for (Consumer<Batch.Progress> observer : observers) {
            tell(() -> observer.accept(progress));
        }
    }

    /** Ignores what a listener throws; the first is logged. */
    @SuppressWarnings("CatchingUnchecked") // a listener may throw anything
    void tell(Runnable listener) {
        try {
            listener.run();
        } catch (Throwable e) {
            report(e);
        }
    }

    private void report(Throwable thrown) {
        if (reported) {
            return;
        }
        reported = true;
        try {
            System.getLogger(Batch.class.getName())
                    .log(Level.WARNING, "the listener of a batch failed", thrown);
        } catch (Throwable e) {
            // Out of memory, or the program's logger is broken: the results are kept in any case.
        }
    }
}
