package dev.outcrop.cli.batch;

import dev.outcrop.Bedrock;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;

/** {@code outcrop batch prepare}: the input files of batch inference jobs. */
@Command(
        name = "prepare",
        description = "Write input files for batch inference jobs; sends nothing.",
        footer = {
            "",
            "outcrop batch submit does all of this. To do it by other means, put the files into S3,",
            "each into a folder of its own, and create a job for each with CreateModelInvocationJob",
            "and modelInvocationType Converse. Then: outcrop batch join"
        })
final class PrepareCommand implements Callable<Integer> {
    /** A job with fewer records is refused for most models. */
    static final int LEAST_RECORDS = 100;

    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Mixin RecordOptions records = new RecordOptions();

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            required = true,
            description = "The folder of the files.")
    Path folder = Path.of(".");

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Leave out the records that have an answer in this file.")
    @Nullable Path output;

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "Records in a file, at most. Default: 50000.")
    int most = JobFiles.MOST_RECORDS;

    PrepareCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        if (most < 1) {
            throw new UsageException("--records must be at least 1.", "--records 50000");
        }
        try {
            return write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int write() throws IOException {
        RecordSource source = records.source(stage);
        source.check();
        DoneRecords done = output == null ? null : DoneRecords.read(output, format(output));
        String model = records.model == null ? Bedrock.DEFAULT_MODEL : records.model;
        Files.createDirectories(folder);
        long count = 0;
        var ids = new RecordIds();
        try (Reader in = source.open();
                var files = new JobFiles(folder, most)) {
            Iterator<InputRecord> all = source.reader().records(in);
            while (all.hasNext()) {
                InputRecord record = all.next();
                source.requireNew(ids, record.id());
                String key = RecordCall.key(record, model, records.system, records.settings(null));
                if (done == null || !done.contains(record.id(), key)) {
                    files.add(record, options(records));
                    count++;
                }
            }
            for (Path file : files.files()) {
                stage.stdio().out().println(file);
            }
        }
        stage.stdio().out().flush();
        stage.stdio().err().println(count + " records");
        if (count < LEAST_RECORDS) {
            stage.stdio()
                    .err()
                    .println(
                            "note: most models require at least "
                                    + LEAST_RECORDS
                                    + " records in a job.");
        }
        return ExitCode.OK.number();
    }

    static ResultFormat format(Path output) {
        return ResultFormat.ofFile(output.toString());
    }

    /** The members of each record that the options set. */
    static Json.Obj options(RecordOptions records) {
        records.params();
        Json.Obj config = Json.EMPTY;
        if (records.maxTokens != null) {
            config = config.with("maxTokens", Json.of(records.maxTokens));
        }
        if (records.temperature != null) {
            config = config.with("temperature", Json.of(records.temperature));
        }
        Json.Obj options =
                config.isEmpty() ? Json.EMPTY : Json.EMPTY.with("inferenceConfig", config);
        return records.system == null
                ? options
                : options.with(
                        "system", Json.array(Json.EMPTY.with("text", Json.of(records.system))));
    }
}
