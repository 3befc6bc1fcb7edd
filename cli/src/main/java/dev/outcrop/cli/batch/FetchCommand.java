package dev.outcrop.cli.batch;

import dev.outcrop.batch.BatchJobs;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.WhereOptions;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code outcrop batch fetch}: the output of jobs that have ended, in the file of answers. */
@Command(
        name = "fetch",
        description = "Add the output of batch inference jobs to the file of answers.",
        footer = {
            "",
            "Can be stopped and repeated at any time. What failed is in ANSWERS.failed.jsonl; it and",
            "what is missing can be submitted again, or asked for with outcrop batch run --resume."
        })
final class FetchCommand implements Callable<Integer> {
    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Mixin WhereOptions where = new WhereOptions();

    @Parameters(paramLabel = "ANSWERS", description = "The file of answers.")
    Path output = Path.of("-");

    @Option(names = "--wait", description = "Wait until all jobs have ended.")
    boolean wait;

    FetchCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        return BatchCommand.interruptible(stage, this::fetch);
    }

    private int fetch() throws IOException {
        try (BedrockConnection connection = BedrockConnection.open(where, stage);
                SubmittedJobs jobs = SubmittedJobs.open(output)) {
            BatchJobs service = connection.jobs();
            var ended = new ArrayList<BatchJobs.Job>();
            var entries = new ArrayList<SubmittedJobs.Entry>();
            long open = 0;
            for (SubmittedJobs.Entry entry : jobs.open()) {
                BatchJobs.Job job = entry.arn() == null ? null : state(service, entry.arn());
                if (job == null || !job.status().isFinal()) {
                    open++;
                    say(entry.id() + " " + (job == null ? "is not submitted" : job.status()));
                } else {
                    entries.add(entry);
                    ended.add(job);
                }
            }
            long lacking = ended.isEmpty() ? 0 : join(connection, jobs, entries, ended);
            if (open > 0) {
                say(open + " jobs have not ended.");
            }
            return (lacking + open > 0 ? ExitCode.FAILED : ExitCode.OK).number();
        }
    }

    private BatchJobs.Job state(BatchJobs service, String arn) {
        return wait
                ? service.await(
                        arn,
                        job ->
                                say(
                                        job.id()
                                                + " "
                                                + job.status()
                                                + " "
                                                + job.processed()
                                                + "/"
                                                + job.total()))
                : service.get(arn);
    }

    /** Returns how many records of these jobs have no answer. */
    private long join(
            BedrockConnection connection,
            SubmittedJobs jobs,
            List<SubmittedJobs.Entry> entries,
            List<BatchJobs.Job> ended)
            throws IOException {
        ResultFormat format = PrepareCommand.format(output);
        DoneRecords done = DoneRecords.read(output, format);
        long lacking = 0;
        try (ResultSink sink = ResultSink.of(output, format, done.end())) {
            for (int i = 0; i < ended.size(); i++) {
                lacking += join(connection, jobs, entries.get(i), ended.get(i), done, sink);
            }
        }
        // All answers are on the disk now.
        for (SubmittedJobs.Entry entry : entries) {
            jobs.replace(entry.withFetched());
            Files.deleteIfExists(jobs.ids(entry.token()));
        }
        return lacking;
    }

    private long join(
            BedrockConnection connection,
            SubmittedJobs jobs,
            SubmittedJobs.Entry entry,
            BatchJobs.Job job,
            DoneRecords done,
            ResultSink sink)
            throws IOException {
        var known = new RecordIds();
        jobs.read(entry, known);
        var reader =
                new JobOutput(
                        entry.modelId(),
                        usage -> connection.catalog().costOfShortCalls(entry.modelId(), usage));
        var joined = new JobJoin.Joined(done, reader, sink);
        try (Stream<BatchJobs.Result> results = connection.jobs().results(job)) {
            Iterator<BatchJobs.Result> each = results.iterator();
            while (each.hasNext()) {
                joined.add(each.next().json(), known);
            }
        }
        long answered = joined.added + joined.earlier;
        long missing = Math.max(0, entry.records() - answered - joined.failed);
        say(
                job.id()
                        + " "
                        + job.status()
                        + ": "
                        + joined.added
                        + " added, "
                        + (joined.earlier > 0 ? joined.earlier + " earlier, " : "")
                        + joined.failed
                        + " failed, "
                        + missing
                        + " missing"
                        + (joined.unknown > 0 ? ", " + joined.unknown + " unknown, left out" : "")
                        + (job.message() == null ? "" : " (" + job.message() + ")"));
        return joined.failed + missing;
    }

    private void say(String text) {
        stage.stdio().err().println(TerminalText.harmless(text));
    }
}
