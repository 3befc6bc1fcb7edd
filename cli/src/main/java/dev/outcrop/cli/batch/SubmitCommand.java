package dev.outcrop.cli.batch;

import dev.outcrop.batch.BatchJobs;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.WhereOptions;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code outcrop batch submit}: batch inference jobs for the records that have no answer. */
@Command(
        name = "submit",
        description = "Submit records as batch inference jobs, at half the price.",
        footer = {
            "",
            "Submits what has no answer in --out and is in no job: uploads it to S3, at most 50000",
            "records a job, and creates the jobs. Repeat the command after a failure: a job is never",
            "created twice. Then: outcrop batch status ANSWERS, outcrop batch fetch ANSWERS --wait"
        })
final class SubmitCommand implements Callable<Integer> {
    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Mixin WhereOptions where = new WhereOptions();
    @Mixin RecordOptions records = new RecordOptions();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "The answers: .jsonl or .csv.")
    Path output = Path.of("-");

    @Option(
            names = "--s3",
            paramLabel = "URI",
            required = true,
            description = "Where input and output go: s3://BUCKET/PREFIX.")
    String s3 = "";

    @Option(
            names = "--role-arn",
            paramLabel = "ARN",
            required = true,
            description = "The service role that reads and writes the bucket.")
    String role = "";

    @Option(
            names = "--timeout-hours",
            paramLabel = "N",
            description = "Hours until a job expires: 24 to 168. Default: 24.")
    @Nullable Integer hours;

    @Option(
            names = "--kms-key",
            paramLabel = "ARN",
            description = "The KMS key that encrypts the output.")
    @Nullable String kmsKey;

    @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "A tag of the jobs.")
    Map<String, String> tags = new LinkedHashMap<>();

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "Records in a job, at most. Default: 50000.")
    int most = JobFiles.MOST_RECORDS;

    @Option(
            names = "--least-records",
            paramLabel = "N",
            description = "Records in a job, at least, by your quota. Default: 100.")
    int least = PrepareCommand.LEAST_RECORDS;

    SubmitCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        if (records.input.equals("-")) {
            throw new UsageException("The records must be in a file.", "outcrop help batch");
        }
        if (least < 1 || most < least) {
            throw new UsageException(
                    "--records must be at least --least-records, and that at least 1.",
                    "--records 50000");
        }
        if (hours != null && (hours < 24 || hours > 168)) {
            throw new UsageException("--timeout-hours must be 24 to 168.", "--timeout-hours 24");
        }
        if (!s3.matches("s3://[a-zA-Z0-9][a-zA-Z0-9._-]{1,254}(/.*)?")) {
            throw new UsageException("Invalid --s3.", "--s3 s3://my-bucket/prefix");
        }
        return BatchCommand.interruptible(stage, this::submit);
    }

    private int submit() throws IOException {
        RecordSource source = records.source(stage);
        source.check();
        try (BedrockConnection connection = BedrockConnection.open(where, stage);
                SubmittedJobs jobs = SubmittedJobs.open(output)) {
            BatchJobs service = connection.jobs();
            String model = connection.modelId(records.model);
            int again = JobPlan.create(jobs, service, least, most);
            if (again > 0) {
                note(again + " jobs of an earlier, interrupted command were submitted.");
            }
            DoneRecords done = DoneRecords.read(output, PrepareCommand.format(output));
            var plan =
                    new JobPlan(
                            jobs,
                            source,
                            record ->
                                    RecordCall.key(
                                            record, model, records.system, records.settings(null)),
                            PrepareCommand.options(records),
                            records.maxTokens,
                            request(model));
            long count = plan.plan(done);
            int created = JobPlan.create(jobs, service, least, most);
            note(
                    count == 0
                            ? "Each record has an answer or a job."
                            : count + " records were submitted in " + created + " jobs.");
            return ExitCode.OK.number();
        }
    }

    private BatchJobs.Options request(String model) {
        BatchJobs.Options options = new BatchJobs.Options(model, role, s3).withRecords(least, most);
        options = hours == null ? options : options.withTimeoutHours(hours);
        options = kmsKey == null ? options : options.withKmsKey(kmsKey);
        return tags.isEmpty() ? options : options.withTags(tags);
    }

    private void note(String text) {
        stage.stdio().err().println(TerminalText.harmless(text));
    }
}
