package dev.outcrop.cli.batch;

import dev.outcrop.Bedrock;
import dev.outcrop.catalog.Catalog;
import dev.outcrop.cli.bedrock.StoredCatalog;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code outcrop batch join}: the output of batch inference jobs in a file of answers. */
@Command(
        name = "join",
        description = "Add the output files of batch inference jobs to a file of answers.",
        footer = {
            "",
            "Use the options of outcrop batch prepare. Costs are half of the list prices. What is",
            "missing or failed can be asked for with outcrop batch run --resume, or prepared again."
        })
final class JoinCommand implements Callable<Integer> {
    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Mixin RecordOptions records = new RecordOptions();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "OUTPUT",
            description = "Files named .jsonl.out, or folders of them.")
    List<Path> outputs = List.of();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "The answers: .jsonl or .csv.")
    Path output = Path.of("-");

    JoinCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        if (records.input.equals("-")) {
            throw new UsageException("The records must be in a file.", "outcrop help batch");
        }
        String model = records.model == null ? Bedrock.DEFAULT_MODEL : records.model;
        @Nullable Catalog stored = new StoredCatalog(stage).catalog();
        Catalog catalog = stored == null ? Catalog.standard() : stored;
        var reader = new JobOutput(model, usage -> catalog.costOfShortCalls(model, usage));
        try {
            JobJoin.Counts counts =
                    new JobJoin(
                                    records.source(stage),
                                    record ->
                                            RecordCall.key(
                                                    record,
                                                    model,
                                                    records.system,
                                                    records.settings(null)),
                                    reader)
                            .join(outputs, output, PrepareCommand.format(output));
            stage.stdio().err().print(TerminalText.harmless(counts.text()));
            stage.stdio().err().flush();
            return counts.missing() + counts.failed() > 0
                    ? ExitCode.FAILED.number()
                    : ExitCode.OK.number();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
