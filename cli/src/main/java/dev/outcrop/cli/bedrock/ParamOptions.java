package dev.outcrop.cli.bedrock;

import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.config.Setting;
import dev.outcrop.cli.terminal.Similar;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.settings.Params;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Options for the parameters of the model. */
public final class ParamOptions {
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

    @Option(
            names = {"-p", "-o", "--param"},
            paramLabel = "NAME=VALUE",
            description = {
                "Any parameter: top_k, seed, frequency_penalty, presence_penalty, and others, which"
                        + " are sent under their own name.",
                "Can be repeated."
            })
    @Nullable Map<String, String> more;

    @Option(
            names = "--think",
            paramLabel = "EFFORT",
            description = {
                "Let the model think before it answers: low, medium, high, off, or a number of"
                        + " tokens.",
                "--think alone means medium."
            })
    @Nullable String think;

    /**
     * Returns the params of the options, over those of a template.
     *
     * @throws UsageException if one is not valid
     */
    public Params params(Config config, Map<String, String> template) {
        var values = new LinkedHashMap<String, String>(template);
        values.putAll(more == null ? Map.of() : more);
        try {
            Params params = Params.DEFAULT;
            for (Map.Entry<String, String> value : values.entrySet()) {
                params = with(params, value.getKey(), value.getValue());
            }
            params = temperature == null ? params : params.withTemperature(temperature);
            params = maxTokens == null ? params : params.withMaxTokens(maxTokens);
            params = topP == null ? params : params.withTopP(topP);
            params = stop == null ? params : params.withStop(stop.toArray(String[]::new));
            String effort = think == null ? config.value(Setting.THINK) : think;
            return effort == null ? params : thinking(params, effort);
        } catch (NumberFormatException e) {
            throw new UsageException("A parameter is not a number: " + e.getMessage(), HELP);
        } catch (IllegalArgumentException e) {
            throw new UsageException(optionNames(String.valueOf(e.getMessage())), HELP);
        }
    }

    /**
     * Returns the parameters given, by the names that a template has for them.
     *
     * @throws UsageException if a template cannot have them
     */
    public Map<String, String> named() {
        var named = new LinkedHashMap<String, String>();
        put(named, "temperature", temperature);
        put(named, "max_tokens", maxTokens);
        put(named, "top_p", topP);
        if (stop != null) {
            if (stop.size() > 1) {
                throw new UsageException(
                        "A template can have one stop sequence.", "remove one --stop");
            }
            put(named, "stop", stop.getFirst());
        }
        if (think != null) {
            boolean off = think.equals("off") || think.equals("none");
            boolean tokens = think.matches("\\d{1,9}");
            put(
                    named,
                    off ? "reasoning_off" : tokens ? "reasoning_tokens" : "reasoning_effort",
                    off ? "true" : think);
        }
        named.putAll(more == null ? Map.of() : more);
        return named;
    }

    private static void put(Map<String, String> named, String name, @Nullable Object value) {
        if (value != null) {
            named.put(name, value.toString());
        }
    }

    private static final String HELP = "outcrop help ask";

    /** Changes one parameter; an unknown one is sent to the model under its own name. */
    public static Params with(Params params, String name, String value) {
        String key = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        Params.Name known = null;
        var keys = new ArrayList<String>();
        for (Params.Name param : Params.Name.values()) {
            String plain = param.toString().toLowerCase(Locale.ROOT);
            keys.add(plain);
            known = plain.equals(key) ? param : known;
        }
        if (known == null) {
            String like = Similar.to(key, keys);
            if (like != null) {
                throw new UsageException(
                        "Unknown parameter " + name + ".", "-p " + like + "=" + value);
            }
            return params.withExtra(name, json(value));
        }
        return switch (known) {
            case MAX_TOKENS -> params.withMaxTokens(Integer.parseInt(value));
            case TEMPERATURE -> params.withTemperature(Double.parseDouble(value));
            case TOP_P -> params.withTopP(Double.parseDouble(value));
            case STOP -> params.withStop(value);
            case TOP_K -> params.withTopK(Integer.parseInt(value));
            case FREQUENCY_PENALTY -> params.withFrequencyPenalty(Double.parseDouble(value));
            case PRESENCE_PENALTY -> params.withPresencePenalty(Double.parseDouble(value));
            case SEED -> params.withSeed(Long.parseLong(value));
            case LOG_PROBS -> params.withLogProbs(Boolean.parseBoolean(value));
            case REASONING_EFFORT -> params.withReasoningEffort(value);
            case REASONING_TOKENS -> params.withReasoningTokens(Integer.parseInt(value));
            case REASONING_DISPLAY -> params.withReasoningDisplay(value);
            case REASONING_OFF -> params.withReasoningOff();
        };
    }

    /** Returns the params with thinking at this effort. */
    public static Params thinking(Params params, String effort) {
        if (effort.equals("off") || effort.equals("none")) {
            return params.withReasoningOff();
        }
        return effort.matches("\\d{1,9}")
                ? params.withReasoningTokens(Integer.parseInt(effort))
                : params.withReasoningEffort(effort);
    }

    private static Json json(String value) {
        try {
            return Json.parse(value);
        } catch (JsonException e) {
            return Json.of(value);
        }
    }

    /** Replaces the library's names of settings by those of the options. */
    private static String optionNames(String message) {
        return message.replace("maxTokens", "--max-tokens")
                .replace("topP", "--top-p")
                .replaceFirst("^temperature", "--temperature");
    }
}
