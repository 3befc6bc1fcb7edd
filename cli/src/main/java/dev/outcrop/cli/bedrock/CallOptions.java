package dev.outcrop.cli.bedrock;

import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.config.Setting;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.settings.PromptCaching;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.LinkedHashMap;
import java.util.Map;

/** Options for the model, the endpoint and the answer. */
public final class CallOptions {
    @Option(
            names = {"-m", "--model"},
            paramLabel = "ID",
            description =
                    "Model id, alias, inference profile, ARN, or words of the name: -m sonnet.")
    @Nullable
    public String model;

    @Option(
            names = {"-s", "--system"},
            paramLabel = "TEXT",
            description = "The system prompt.")
    @Nullable
    public String system;

    @Option(
            names = {"-t", "--template"},
            paramLabel = "NAME",
            description = "Template of the question; see outcrop templates.")
    @Nullable
    public String template;

    @Option(
            names = {"-v", "--value"},
            paramLabel = "NAME=VALUE",
            description = "Value of a placeholder of the template. Can be repeated.")
    public Map<String, String> values = new LinkedHashMap<>();

    @Mixin public ParamOptions params = new ParamOptions();

    @Option(
            names = "--cache",
            paramLabel = "TIME",
            description = "Prompt caching: auto, 5m, 1h or off. --cache alone means auto.")
    @Nullable String cache;

    @Option(
            names = {"-c", "--continue"},
            description = "Continue the last conversation.")
    public boolean continued;

    @Option(
            names = "--cid",
            paramLabel = "ID",
            description = "Continue the conversation with this id, or the beginning of one.")
    @Nullable
    public String conversation;

    @Mixin public ToolOptions tools = new ToolOptions();
    @Mixin public LimitOptions limits = new LimitOptions();
    @Mixin public WhereOptions where = new WhereOptions();
    @Mixin public OutputOptions output = new OutputOptions();

    /** Returns how the prompt is cached; null for the library's default. */
    public @Nullable PromptCaching caching(Config config) {
        String value = cache == null ? config.value(Setting.CACHE) : cache;
        return value == null
                ? null
                : switch (value) {
                    case "auto" -> PromptCaching.AUTO;
                    case "5m" -> PromptCaching.FIVE_MINUTES;
                    case "1h" -> PromptCaching.ONE_HOUR;
                    case "off", "none" -> PromptCaching.NONE;
                    default ->
                            throw new UsageException(
                                    "Invalid value of --cache: \""
                                            + value
                                            + "\"; values: auto, 5m, 1h, off.",
                                    "--cache=auto");
                };
    }
}
