package dev.outcrop.cli.batch;

import dev.outcrop.Model;
import dev.outcrop.batch.Batch;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.LimitOptions;
import dev.outcrop.cli.bedrock.WhereOptions;
import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.schema.JsonSchema;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code outcrop batch run}: records from a file, several calls at a time, answers to a file. */
@Command(
        name = "run",
        description = "Ask a model for each record of a file, several at a time.",
        footer = {
            "",
            "A record is a line of .jsonl ({\"recordId\": …, \"prompt\": …}, or members of a",
            "Converse request), a row of .csv with a column \"prompt\", or a line of .txt.",
            "An answer is counted when it is on the disk. After an interruption or a crash,",
            "--resume continues. Failures are in FILE.failed.jsonl; --resume tries them again."
        })
final class RunCommand implements Callable<Integer> {
    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Mixin WhereOptions where = new WhereOptions();
    @Mixin RecordOptions records = new RecordOptions();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "The answers: .jsonl or .csv; - for stdout, which is the default.")
    String output = "-";

    @Option(names = "--schema", paramLabel = "FILE", description = "Get JSON of this JSON schema.")
    @Nullable Path schema;

    @Option(
            names = "--max-cost",
            paramLabel = "USD",
            description = "Begin no record that could exceed this cost, by list prices.")
    @Nullable BigDecimal maxCost;

    @Option(names = "--resume", description = "Continue the answers in --out.")
    boolean resume;

    @Option(
            names = "--pilot",
            paramLabel = "N",
            description = "Ask for N records only, and estimate cost and time of the others.")
    long pilot;

    @Option(
            names = "--max-active",
            paramLabel = "N",
            description = "Calls at a time, at most; fewer if Bedrock throttles. Default: 64.")
    int maxActive = 64;

    @Option(
            names = "--requests-per-minute",
            paramLabel = "N",
            description = "Calls to begin in a minute, at most.")
    @Nullable Integer requestsPerMinute;

    @Option(
            names = "--tokens-per-minute",
            paramLabel = "N",
            description = "Tokens to use in a minute, at most.")
    @Nullable Long tokensPerMinute;

    RunCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        try {
            return run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int run() throws IOException {
        RecordSource source = records.source(stage);
        ResultFormat written =
                output.equals("-")
                        ? ResultFormat.of(records.recordFormat())
                        : ResultFormat.ofFile(output);
        Path file = output.equals("-") ? null : Path.of(output);
        if (resume && file == null) {
            throw new UsageException("--resume needs a file of answers.", "--out FILE");
        }
        if (file != null && !resume && Files.exists(file) && Files.size(file) > 0) {
            throw new UsageException("There are answers in " + file + ".", "--resume");
        }
        if (file != null) {
            SubmittedJobs.requireNone(file);
        }
        Batch how = limits();
        long total = source.check();
        try (BedrockConnection connection =
                BedrockConnection.open(
                        where, LimitOptions.ofManyCalls(), Config.load(stage), stage)) {
            Model asked = connection.chat(records.model).open().model().with(records.params());
            var call =
                    new RecordCall(
                            asked,
                            records.system,
                            schema(),
                            records.settings(schema == null ? null : text(schema)));
            var job = new RunJob(call, how, source, maxCost, pilot, total);
            var outcome =
                    job.run(
                            file,
                            written,
                            usage -> connection.catalog().costOfShortCalls(asked.id(), usage),
                            stage);
            return outcome.number();
        }
    }

    private Batch limits() {
        try {
            Batch how = Batch.DEFAULT.withMaxActive(maxActive).withAdaptive(true);
            how = requestsPerMinute == null ? how : how.withRequestsPerMinute(requestsPerMinute);
            return tokensPerMinute == null ? how : how.withTokensPerMinute(tokensPerMinute);
        } catch (IllegalArgumentException e) {
            throw new UsageException("Limits must be at least 1.", "outcrop help batch");
        }
    }

    private @Nullable JsonSchema schema() throws IOException {
        if (schema == null) {
            return null;
        }
        try {
            return JsonSchema.parse(text(schema));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    schema + " is not a JSON schema: " + e.getMessage(), "a file with a schema");
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }
}
