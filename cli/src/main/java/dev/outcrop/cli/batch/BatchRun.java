package dev.outcrop.cli.batch;

import dev.outcrop.batch.Batch;
import dev.outcrop.batch.BatchResult;
import dev.outcrop.catalog.Cost;
import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.QuotaExceededException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.CallContext;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Asks for records, several at a time, and writes the results as they are completed. Failures that
 * all records would have, such as missing credentials, end the run.
 */
final class BatchRun {
    /** A record, and its key. */
    private record Asked(InputRecord record, String key) {}

    /** An answer, and the record that it belongs to. */
    private record Answered(
            Asked asked, RecordCall.@Nullable Answer answer, @Nullable RuntimeException failure) {}

    /** Thrown for a record that does not begin because of the limit of cost. */
    private static final class CapReached extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final RecordCall call;
    private final Batch how;
    private final CostCap cap;
    private final Function<Usage, Cost> prices;
    private final RunReport report;
    private final Runnable progress;

    /** The records of throttled calls, while their exceptions are in use. */
    private final Map<Throwable, Asked> throttled =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final AtomicReference<@Nullable BedrockException> fatal = new AtomicReference<>();

    /**
     * @param prices the cost of usage
     * @param progress called after each record that was counted
     */
    BatchRun(
            RecordCall call,
            Batch how,
            CostCap cap,
            Function<Usage, Cost> prices,
            RunReport report,
            Runnable progress) {
        this.call = call;
        this.how = how;
        this.cap = cap;
        this.prices = prices;
        this.report = report;
        this.progress = progress;
    }

    /** Whether no more records are to be begun. */
    boolean isStopping() {
        return fatal.get() != null || cap.isReached();
    }

    /** The failure that ended the run; null if none did. */
    @Nullable BedrockException fatal() {
        return fatal.get();
    }

    /** Asks for these records, and returns when all have ended, or the thread is interrupted. */
    void run(Iterator<InputRecord> records, ResultSink sink) {
        Iterable<InputRecord> once = () -> records;
        try (Stream<Batch.Row<Answered>> rows = how.asCompleted(once, this::answered)) {
            rows.forEach(row -> write(row, sink));
        }
    }

    /** A failure is part of the value, so that the record is known with it. */
    private Answered answered(InputRecord record, CallContext context) {
        var asked = new Asked(record, call.key(record));
        if (!cap.begin()) {
            return new Answered(asked, null, new CapReached());
        }
        var cost = new CallCost();
        try {
            return new Answered(asked, call.answer(record, context.withObserver(cost)), null);
        } catch (ThrottledException e) {
            throttled.put(e, asked); // thrown, so that the batch tries it again
            throw e;
        } catch (RuntimeException e) {
            return new Answered(asked, null, e);
        } finally {
            cap.end(cost.cost());
        }
    }

    private void write(Batch.Row<Answered> row, ResultSink sink) {
        Answered answered =
                switch (row.result()) {
                    case BatchResult.Done<Answered>(Answered value) -> value;
                    case BatchResult.Failed<Answered>(RuntimeException e) -> refused(e);
                };
        if (answered == null) {
            return; // the batch was stopped before it began
        }
        RuntimeException failure = answered.failure();
        if (failure instanceof CapReached || failure instanceof CancelledException) {
            return;
        }
        if (failure instanceof BedrockException e && concernsAll(e)) {
            fatal.compareAndSet(null, e);
        }
        ResultRecord result = result(row, answered);
        Cost uncached = prices.apply(uncached(row.usage()));
        sink.write(
                result,
                () -> {
                    report.add(result, row.took(), uncached);
                    progress.run();
                });
    }

    private @Nullable Answered refused(RuntimeException e) {
        if (e instanceof CancelledException) {
            return null;
        }
        Asked asked = throttled.get(e);
        if (asked == null) {
            throw e; // an error of the process, such as too little memory
        }
        return new Answered(asked, null, e);
    }

    private static boolean concernsAll(BedrockException e) {
        return e instanceof CredentialsException
                || e instanceof AccessDeniedException
                || e instanceof NotFoundException
                || e instanceof QuotaExceededException;
    }

    private static Usage uncached(Usage usage) {
        return usage.known() ? Usage.of(Cost.allInput(usage), usage.output()) : Usage.NONE;
    }

    private ResultRecord result(Batch.Row<Answered> row, Answered answered) {
        RuntimeException failure = answered.failure();
        RecordCall.Answer answer = answered.answer();
        return new ResultRecord(
                answered.asked().record().id(),
                answered.asked().key(),
                answer == null ? call.model().id() : answer.modelId(),
                answer == null ? null : answer.value(),
                answer == null ? null : answer.stopReason(),
                row.usage(),
                row.cost(),
                failure == null
                        ? null
                        : new ResultRecord.Failure(
                                kind(failure), String.valueOf(failure.getMessage())));
    }

    private static String kind(RuntimeException failure) {
        return failure.getClass().getSimpleName().replace("Exception", "");
    }
}
