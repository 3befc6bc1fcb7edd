package dev.outcrop.cli.bedrock;

import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.settings.Params;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;

/** Options for the model, the endpoint and the answer. */
public final class CallOptions {
    @Option(
            names = {"-m", "--model"},
            paramLabel = "ID",
            description = "Model id, inference profile, or ARN.")
    @Nullable
    public String model;

    @Option(
            names = {"-s", "--system"},
            paramLabel = "TEXT",
            description = "The system prompt.")
    @Nullable
    public String system;

    @Option(
            names = "--temperature",
            paramLabel = "N",
            description = "Sampling temperature: 0 to 1.")
    @Nullable Double temperature;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "Maximum length of the answer, in tokens.")
    @Nullable Integer maxTokens;

    @Option(names = "--top-p", paramLabel = "N", description = "Nucleus sampling: 0 to 1.")
    @Nullable Double topP;

    @Option(names = "--stop", paramLabel = "TEXT", description = "Stop sequence. Can be repeated.")
    @Nullable List<String> stop;

    @Mixin public WhereOptions where = new WhereOptions();

    @Option(names = "--no-stream", description = "Print the answer when it is complete.")
    public boolean noStream;

    @Option(
            names = {"-u", "--usage"},
            description = "Print token usage to stderr.")
    public boolean usage;

    /**
     * Returns the params of the options.
     *
     * @throws UsageException if one is not valid
     */
    public Params params() {
        try {
            Params params = Params.DEFAULT;
            if (temperature != null && temperature > 1) { // Bedrock's maximum
                throw new IllegalArgumentException(
                        "temperature must be from 0 to 1: " + temperature);
            }
            params = temperature == null ? params : params.withTemperature(temperature);
            params = maxTokens == null ? params : params.withMaxTokens(maxTokens);
            params = topP == null ? params : params.withTopP(topP);
            return stop == null ? params : params.withStop(stop.toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    optionNames(String.valueOf(e.getMessage())), "outcrop help ask");
        }
    }

    /** Replaces the library's names of settings by those of the options. */
    private static String optionNames(String message) {
        return message.replace("maxTokens", "--max-tokens")
                .replace("topP", "--top-p")
                .replaceFirst("^temperature", "--temperature");
    }
}
