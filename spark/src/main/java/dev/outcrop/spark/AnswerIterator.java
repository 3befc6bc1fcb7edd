package dev.outcrop.spark;

import com.fasterxml.jackson.databind.JsonNode;

import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Rows with their answers, in the order of the rows. Calls for later rows are in progress while the
 * first one is waited for. For the thread of a task; calls end on other threads.
 */
final class AnswerIterator implements Iterator<Row>, AutoCloseable {
    private static final int LOOK_AHEAD = 8;
    private static final int MOST_WORKERS = 3;
    private static final long WAIT_MILLIS = 100;

    private final Iterator<Row> rows;
    private final int column;
    private final String options;
    private final boolean errorsInRows;
    private final RowKeys keys;
    private final Engines.Engine engine;
    private final ExecutorLimits.Task limits;
    private final Journal journal;
    private final BooleanSupplier killed;
    private final int mostWaiting;
    private final Deque<AnsweredRow> window = new ArrayDeque<>();
    private final Deque<AnsweredRow> unsent = new ArrayDeque<>();
    private final LinkedBlockingQueue<AnsweredRow> ended = new LinkedBlockingQueue<>();

    /**
     * @param killed whether the task has been killed
     */
    AnswerIterator(
            Iterator<Row> rows,
            int column,
            AnswerOptions options,
            Engines.Engine engine,
            ExecutorLimits limits,
            Journal journal,
            BooleanSupplier killed) {
        this.rows = rows;
        this.column = column;
        this.options = options.forEngine();
        this.errorsInRows = options.errorsInRows;
        this.keys = new RowKeys(options.asked());
        this.engine = engine;
        this.limits = limits.task();
        this.journal = journal;
        this.killed = killed;
        this.mostWaiting = options.maxActive * LOOK_AHEAD;
    }

    @Override
    public boolean hasNext() {
        return !window.isEmpty() || rows.hasNext();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        while (true) {
            for (AnsweredRow row = ended.poll(); row != null; row = ended.poll()) {
                settle(row);
            }
            fill();
            AnsweredRow head = window.peekFirst();
            if (head != null && head.isDone()) {
                window.removeFirst();
                return AnswerColumns.row(head.row(), head.answer());
            }
            await();
        }
    }

    /** Reads rows, and begins as many calls as the limits allow. */
    private void fill() {
        while (send() && window.size() < mostWaiting && rows.hasNext()) {
            Row row = rows.next();
            String prompt = row.isNullAt(column) ? null : row.getString(column);
            String key = prompt == null ? null : keys.next(prompt);
            JsonNode known = key == null ? null : journal.take(key);
            var read = new AnsweredRow(row, prompt, key, known);
            window.addLast(read);
            if (!read.isDone()) {
                unsent.addLast(read);
            }
        }
    }

    /** Returns false if a row has to wait for the limits. */
    private boolean send() {
        for (AnsweredRow next = unsent.peekFirst(); next != null; next = unsent.peekFirst()) {
            double reserved = limits.tryBegin();
            if (reserved < 0) {
                return false;
            }
            unsent.removeFirst();
            begin(next, reserved);
        }
        return true;
    }

    private void begin(AnsweredRow row, double reserved) {
        row.begin(
                engine.ask(row.request(options)),
                answer -> {
                    limits.ended(reserved, AnsweredRow.tokens(answer));
                    IOException failure = null;
                    try {
                        if (answer != null && answer.path("answer").isTextual()) {
                            failure = journal.append(row.key(), answer);
                        }
                    } catch (RuntimeException e) { // the task must not wait for ever
                        failure = new IOException(e);
                    }
                    row.answered(answer, failure);
                    ended.add(row);
                });
    }

    private void await() {
        try {
            AnsweredRow row = ended.poll(limits.waitMillis(WAIT_MILLIS), TimeUnit.MILLISECONDS);
            if (row != null) {
                settle(row);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TaskKilledException("interrupted");
        }
        IOException failure = journal.flush();
        if (failure != null) {
            throw new IllegalStateException("the journal cannot be written", failure);
        }
        if (killed.getAsBoolean()) {
            throw new TaskKilledException("killed");
        }
    }

    private void settle(AnsweredRow row) {
        if (row.failure() != null) {
            throw new IllegalStateException("the journal cannot be written", row.failure());
        }
        JsonNode error = row.lost() ? null : errorOf(row.answer());
        if (row.lost() && row.times() < MOST_WORKERS) {
            unsent.addFirst(row); // it may have been asked, but there is no answer
        } else if (row.lost()) {
            row.fail("Worker", "the worker process ended " + row.times() + " times with this row");
        } else if (error != null && error.path("ofAllRows").asBoolean() && !errorsInRows) {
            throw new IllegalStateException(
                    error.path("kind").asText() + ": " + error.path("message").asText());
        } else {
            row.finish();
        }
    }

    private static @Nullable JsonNode errorOf(@Nullable JsonNode answer) {
        return answer == null || !answer.path("error").isObject() ? null : answer.path("error");
    }

    /** Stops the calls in progress, and closes the journal. */
    @Override
    public void close() {
        window.forEach(AnsweredRow::cancel);
        limits.close();
        journal.close();
    }
}
