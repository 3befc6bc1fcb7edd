package dev.outcrop;

import dev.outcrop.json.Json;
import dev.outcrop.message.InferenceConfig;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How a model should answer. Immutable: each method gives a copy with one more setting. What is not
 * set is left to the model.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InferenceConfiguration.html">
 *     InferenceConfiguration</a>
 */
public final class Params {
    private static final Params NONE = new Params(null, null, null, List.of());

    private final @Nullable Integer maxTokens;
    private final @Nullable Double temperature;
    private final @Nullable Double topP;
    private final List<String> stop;

    private Params(
            @Nullable Integer maxTokens,
            @Nullable Double temperature,
            @Nullable Double topP,
            List<String> stop) {
        this.maxTokens = maxTokens;
        this.temperature = temperature;
        this.topP = topP;
        this.stop = stop;
    }

    /** Nothing set. */
    public static Params of() {
        return NONE;
    }

    /**
     * Longest answer, in tokens; thinking counts. Bedrock reserves this much of the quota for each
     * call, so a tight number lets more calls run at once.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Params maxTokens(int maxTokens) {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be at least 1: " + maxTokens);
        }
        return new Params(maxTokens, temperature, topP, stop);
    }

    /**
     * From 0, always the likeliest word, to 1.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params temperature(double temperature) {
        return new Params(maxTokens, share(temperature, "temperature"), topP, stop);
    }

    /**
     * From 0 to 1: only words of the likeliest that make up this share are considered.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params topP(double topP) {
        return new Params(maxTokens, temperature, share(topP, "topP"), stop);
    }

    /**
     * Texts that end the answer where the model writes one; they are not part of it.
     *
     * @throws IllegalArgumentException if one is empty, or there are more than 2,500
     */
    public Params stop(String... sequences) {
        if (sequences.length > 2_500) {
            throw new IllegalArgumentException(
                    "at most 2500 stop sequences, not " + sequences.length);
        }
        for (String sequence : sequences) {
            if (sequence.isEmpty()) {
                throw new IllegalArgumentException("a stop sequence must not be empty");
            }
        }
        return new Params(maxTokens, temperature, topP, List.of(sequences));
    }

    InferenceConfig inferenceConfig() {
        return new InferenceConfig(maxTokens, temperature, topP, stop, Json.EMPTY);
    }

    private static double share(double value, String name) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be from 0 to 1: " + value);
        }
        return value;
    }

    @Override
    public String toString() {
        return "Params[maxTokens="
                + maxTokens
                + ", temperature="
                + temperature
                + ", topP="
                + topP
                + ", stop="
                + stop
                + "]";
    }
}
