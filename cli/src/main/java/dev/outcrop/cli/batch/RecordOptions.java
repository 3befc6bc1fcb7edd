package dev.outcrop.cli.batch;

import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.prompt.PromptTemplate;
import dev.outcrop.settings.Params;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options for the records, and for what is asked of the model. */
final class RecordOptions {
    @Parameters(paramLabel = "FILE", description = "The records; - for stdin.")
    String input = "-";

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "Format of the records: jsonl, csv, text or parquet.")
    @Nullable RecordFormat format;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "ID",
            description = "Model id, inference profile or ARN.")
    @Nullable String model;

    @Option(
            names = {"-s", "--system"},
            paramLabel = "TEXT",
            description = "The system prompt.")
    @Nullable String system;

    @Option(
            names = "--template",
            paramLabel = "TEXT",
            description = "The prompt, with {names} of columns or members; {text} for a line.")
    @Nullable String template;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "Maximum length of an answer, in tokens.")
    @Nullable Integer maxTokens;

    @Option(
            names = "--temperature",
            paramLabel = "N",
            description = "Sampling temperature: 0 to 1.")
    @Nullable Double temperature;

    RecordFormat recordFormat() {
        return format == null ? RecordFormat.of(input) : format;
    }

    RecordSource source(ProcessContext stage) {
        try {
            var reader =
                    new RecordReader(
                            input.equals("-") ? "stdin" : input,
                            recordFormat(),
                            template == null ? null : PromptTemplate.of(template));
            return new RecordSource(input, reader, stage.stdio().in());
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "Invalid --template: " + e.getMessage() + ".", "outcrop help batch");
        }
    }

    Params params() {
        try {
            Params params = Params.DEFAULT;
            params = maxTokens == null ? params : params.withMaxTokens(maxTokens);
            return temperature == null ? params : params.withTemperature(temperature);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "Invalid --max-tokens or --temperature: " + e.getMessage() + ".",
                    "outcrop help batch");
        }
    }

    /** What changes the answers, beside the model, the system prompt and the record. */
    String settings(@Nullable String schema) {
        return maxTokens + " " + temperature + " " + (schema == null ? "" : schema);
    }
}
