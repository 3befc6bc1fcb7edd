package dev.outcrop.cli.batch;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The records that are still to be asked. For one thread at a time. */
final class PendingRecords implements Iterator<InputRecord> {
    private final Iterator<InputRecord> records;
    private final Predicate<InputRecord> wanted;
    private final BooleanSupplier stopped;
    private final long most;
    private long given;
    private @Nullable InputRecord next;

    /**
     * @param stopped whether no more are to be begun
     * @param most how many there are at most
     */
    PendingRecords(
            Iterator<InputRecord> records,
            Predicate<InputRecord> wanted,
            BooleanSupplier stopped,
            long most) {
        this.records = records;
        this.wanted = wanted;
        this.stopped = stopped;
        this.most = most;
    }

    @Override
    public boolean hasNext() {
        while (next == null && given < most && !stopped.getAsBoolean() && records.hasNext()) {
            InputRecord record = records.next();
            next = wanted.test(record) ? record : null;
        }
        return next != null;
    }

    @Override
    public InputRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        InputRecord record = java.util.Objects.requireNonNull(next);
        next = null;
        given++;
        return record;
    }
}
