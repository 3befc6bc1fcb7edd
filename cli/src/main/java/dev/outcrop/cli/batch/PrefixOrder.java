package dev.outcrop.cli.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Reads records ahead, and returns those with a common beginning one after the other, so that
 * Bedrock finds it in its prompt cache.
 */
final class PrefixOrder implements Iterator<InputRecord> {
    private static final int MOST_RECORDS = 10_000;
    private static final long MOST_CHARACTERS = 8_000_000;

    private record Sortable(String text, InputRecord record) {}

    private final Iterator<InputRecord> records;
    private Iterator<InputRecord> ordered = List.<InputRecord>of().iterator();

    PrefixOrder(Iterator<InputRecord> records) {
        this.records = records;
    }

    @Override
    public boolean hasNext() {
        if (!ordered.hasNext() && records.hasNext()) {
            var window = new ArrayList<Sortable>();
            long characters = 0;
            while (window.size() < MOST_RECORDS
                    && characters < MOST_CHARACTERS
                    && records.hasNext()) {
                InputRecord record = records.next();
                var sortable = new Sortable(record.text(), record);
                window.add(sortable);
                characters += sortable.text().length();
            }
            window.sort(Comparator.comparing(Sortable::text));
            ordered = window.stream().map(Sortable::record).iterator();
        }
        return ordered.hasNext();
    }

    @Override
    public InputRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ordered.next();
    }
}
