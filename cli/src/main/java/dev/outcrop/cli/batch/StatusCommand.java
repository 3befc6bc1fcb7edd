package dev.outcrop.cli.batch;

import dev.outcrop.batch.BatchJobs;
import dev.outcrop.catalog.Cost;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.WhereOptions;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code outcrop batch status}: the jobs of a file of answers. */
@Command(
        name = "status",
        description = "Show the batch inference jobs of a file of answers.",
        footer = {
            "",
            "COST is what is expected, at half of the list prices: <= with --max-tokens,",
            ">= without, because then only the input is known."
        })
final class StatusCommand implements Callable<Integer> {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Mixin WhereOptions where = new WhereOptions();

    @Parameters(paramLabel = "ANSWERS", description = "The file of answers.")
    Path output = Path.of("-");

    StatusCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        return BatchCommand.interruptible(stage, this::show);
    }

    private int show() throws IOException {
        try (BedrockConnection connection = BedrockConnection.open(where, stage);
                SubmittedJobs jobs = SubmittedJobs.open(output)) {
            BatchJobs service = connection.jobs();
            var table =
                    new StringBuilder(
                            row("JOB", "STATE", "RECORDS", "DONE", "FAILED", "AGE", "COST"));
            for (SubmittedJobs.Entry entry : jobs.all()) {
                String records = String.valueOf(entry.records());
                String cost = cost(entry, connection);
                if (entry.arn() == null || entry.fetched()) {
                    String state = entry.fetched() ? "fetched" : "not submitted";
                    table.append(row(entry.id(), state, records, "", "", "", cost));
                    continue;
                }
                BatchJobs.Job job = service.get(entry.arn());
                table.append(
                        row(
                                entry.id(),
                                job.status().toString(),
                                records,
                                String.valueOf(job.succeeded()),
                                String.valueOf(job.failed()),
                                age(job),
                                cost));
                if (job.message() != null) {
                    table.append("               ").append(job.message()).append('\n');
                }
            }
            stage.stdio().out().print(TerminalText.harmless(table.toString()));
            stage.stdio().out().flush();
            return ExitCode.OK.number();
        }
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-14s %-18s %9s %9s %9s %8s  %s%n", cells);
    }

    private String age(BatchJobs.Job job) {
        Instant from = job.submitted();
        if (from == null) {
            return "";
        }
        Instant to = job.ended() == null ? stage.environment().clock().instant() : job.ended();
        long minutes = Math.max(0, Duration.between(from, to).toMinutes());
        return minutes < 120 ? minutes + " min" : minutes / 60 + " h";
    }

    private static String cost(SubmittedJobs.Entry entry, BedrockConnection connection) {
        Json tokens =
                Json.EMPTY
                        .with("inputTokens", Json.of(entry.inputTokens()))
                        .with("outputTokens", Json.of(entry.outputTokens()));
        Cost full =
                connection
                        .catalog()
                        .costOfShortCalls(entry.modelId(), new Usage((Json.Obj) tokens));
        if (!full.isKnown()) {
            return "";
        }
        BigDecimal half = full.usd().divide(TWO, 4, RoundingMode.HALF_UP);
        return (entry.outputTokens() > 0 ? "<= " : ">= ") + half.toPlainString() + " USD";
    }

    /** {@code outcrop batch cancel}: stops jobs. */
    @Command(
            name = "cancel",
            description = "Stop the batch inference jobs of a file of answers.",
            footer = {"", "What they have answered is billed; fetch it with outcrop batch fetch."})
    static final class Cancel implements Callable<Integer> {
        private final ProcessContext stage;

        @Mixin CommonOptions common = new CommonOptions();
        @Mixin WhereOptions where = new WhereOptions();

        @Parameters(index = "0", paramLabel = "ANSWERS", description = "The file of answers.")
        Path output = Path.of("-");

        @Parameters(
                index = "1..*",
                arity = "0..*",
                paramLabel = "JOB",
                description = "Ids of outcrop batch status. Default: all.")
        List<String> ids = List.of();

        Cancel(ProcessContext stage) {
            this.stage = stage;
        }

        @Override
        public Integer call() {
            return BatchCommand.interruptible(stage, this::cancel);
        }

        private int cancel() throws IOException {
            try (BedrockConnection connection = BedrockConnection.open(where, stage);
                    SubmittedJobs jobs = SubmittedJobs.open(output)) {
                List<SubmittedJobs.Entry> open =
                        jobs.open().stream().filter(entry -> entry.arn() != null).toList();
                for (String id : ids) {
                    if (open.stream().noneMatch(entry -> entry.id().equals(id))) {
                        throw new UsageException(
                                "There is no job " + id + " to cancel.",
                                "outcrop batch status " + output);
                    }
                }
                int count = 0;
                for (SubmittedJobs.Entry entry : open) {
                    if (entry.arn() != null && (ids.isEmpty() || ids.contains(entry.id()))) {
                        connection.jobs().cancel(entry.arn());
                        count++;
                    }
                }
                stage.stdio().err().println(count + " jobs were cancelled.");
                return ExitCode.OK.number();
            }
        }
    }
}
