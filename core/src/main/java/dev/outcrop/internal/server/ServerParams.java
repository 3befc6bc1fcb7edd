package dev.outcrop.internal.server;

import static dev.outcrop.settings.Params.Name.MAX_TOKENS;
import static dev.outcrop.settings.Params.Name.REASONING_EFFORT;
import static dev.outcrop.settings.Params.Name.TEMPERATURE;
import static dev.outcrop.settings.Params.Name.TOP_P;

import dev.outcrop.settings.Params;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings that a server supports.
 *
 * @param fields the paths in the body of Chat Completions
 * @param off the fields that switch reasoning off, as {@code path=word}; null if it cannot be
 * @param maxTemperature the largest temperature
 */
public record ServerParams(
        Map<Params.Name, String> fields, @Nullable String off, double maxTemperature) {
    private static final Map<Params.Name, String> OPEN_AI =
            Map.of(
                    MAX_TOKENS,
                    "max_tokens",
                    TEMPERATURE,
                    "temperature",
                    TOP_P,
                    "top_p",
                    Params.Name.STOP,
                    "stop",
                    Params.Name.TOP_K,
                    "top_k",
                    Params.Name.FREQUENCY_PENALTY,
                    "frequency_penalty",
                    Params.Name.PRESENCE_PENALTY,
                    "presence_penalty",
                    Params.Name.SEED,
                    "seed",
                    Params.Name.LOG_PROBS,
                    "logprobs",
                    REASONING_EFFORT,
                    "reasoning_effort");

    /** The settings that OpenAI's Responses API has, too. */
    private static final Set<Params.Name> OF_RESPONSES =
            Set.of(MAX_TOKENS, TEMPERATURE, TOP_P, REASONING_EFFORT);

    public ServerParams {
        fields = Collections.unmodifiableMap(new EnumMap<>(fields));
    }

    /** Returns these settings, under OpenAI's names, with a temperature up to 2. */
    static ServerParams of(Params.Name... params) {
        Map<Params.Name, String> fields = new EnumMap<>(OPEN_AI);
        fields.keySet().retainAll(List.of(params));
        return new ServerParams(fields, null, 2);
    }

    /** Returns these with another name of a setting. */
    ServerParams with(Params.Name param, String field) {
        Map<Params.Name, String> all = new EnumMap<>(fields);
        all.put(param, field);
        return new ServerParams(all, off, maxTemperature);
    }

    ServerParams withOff(String words) {
        return new ServerParams(fields, words, maxTemperature);
    }

    ServerParams withMaxTemperature(double most) {
        return new ServerParams(fields, off, most);
    }

    /**
     * Returns the field of a setting; null if the server has none.
     *
     * @param responses whether the request goes to the Responses API
     */
    public @Nullable String field(Params.Name param, boolean responses) {
        return responses && !OF_RESPONSES.contains(param) ? null : fields.get(param);
    }
}
