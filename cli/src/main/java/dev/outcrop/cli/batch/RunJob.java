package dev.outcrop.cli.batch;

import dev.outcrop.batch.Batch;
import dev.outcrop.catalog.Cost;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.LimitReachedException;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A run from its file of records to its report.
 *
 * @param maxCost null for no limit
 * @param pilot how many records are asked; 0 for all
 * @param total how many records there are; -1 if that is not known
 */
record RunJob(
        RecordCall call,
        Batch how,
        RecordSource source,
        @Nullable BigDecimal maxCost,
        long pilot,
        long total) {
    /**
     * Runs it.
     *
     * @param file of the answers; null for stdout
     * @param prices the cost of usage
     * @throws BedrockException that all records would have
     */
    ExitCode run(
            @Nullable Path file,
            ResultFormat format,
            Function<Usage, Cost> prices,
            ProcessContext stage)
            throws IOException {
        DoneRecords done = file == null ? null : DoneRecords.read(file, format);
        var cap = new CostCap(maxCost, done == null ? BigDecimal.ZERO : done.usd());
        var report = new RunReport(done == null ? 0 : done.size());
        var clock = new RunClock();
        var bar = new RunProgress(stage, report, total, clock);
        var run = new BatchRun(call, how, cap, prices, report, bar);
        Predicate<InputRecord> wanted = wanted(done);
        PrintStream err = stage.stdio().err();
        boolean interrupted;
        try (Reader in = source.open();
                ResultSink sink =
                        file == null || done == null
                                ? ResultSink.of(stage.stdio().out(), format)
                                : ResultSink.of(file, format, done.end())) {
            Iterator<InputRecord> records = source.reader().records(in);
            Iterator<InputRecord> pending =
                    new PendingRecords(
                            source.isStream() ? records : new PrefixOrder(records),
                            wanted,
                            run::isStopping,
                            pilot == 0 ? Long.MAX_VALUE : pilot);
            interrupted =
                    stage.interrupts()
                            .during(
                                    () -> {
                                        run.run(pending, sink);
                                        return Thread.interrupted();
                                    });
        }
        bar.end();
        Duration elapsed = clock.elapsed();
        err.print(TerminalText.harmless(report.text(elapsed)));
        if (pilot > 0 && total >= 0) {
            err.print(report.estimate(total, elapsed));
        }
        err.flush();
        return outcome(run, cap, report, interrupted, file);
    }

    private Predicate<InputRecord> wanted(@Nullable DoneRecords done) {
        var ids = new RecordIds();
        return record -> {
            if (source.isStream()) {
                source.requireNew(ids, record.id());
            }
            return done == null || !done.contains(record.id(), call.key(record));
        };
    }

    private static ExitCode outcome(
            BatchRun run, CostCap cap, RunReport report, boolean interrupted, @Nullable Path file) {
        BedrockException fatal = run.fatal();
        if (fatal != null) {
            throw fatal;
        }
        if (cap.isUnknown()) {
            throw limit(
                    "the run ended, because the price of the model is not known for --max-cost",
                    "Leave out --max-cost, or read prices with: outcrop models --update FILE");
        }
        if (cap.isReached()) {
            throw limit(
                    "the run ended at " + cap.spent().toPlainString() + " USD of --max-cost",
                    file == null
                            ? "Ask for the other records with a higher --max-cost."
                            : "Continue with --resume and a higher --max-cost.");
        }
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        return report.failed() > 0 ? ExitCode.FAILED : ExitCode.OK;
    }

    private static LimitReachedException limit(String what, String remedy) {
        return new LimitReachedException(what, ErrorDetails.NONE.withRemedy(remedy));
    }
}
