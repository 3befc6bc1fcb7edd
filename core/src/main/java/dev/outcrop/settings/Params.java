package dev.outcrop.settings;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Inference parameters. Immutable: each method returns a copy with one more setting. Settings that
 * are not set are left to the model.
 *
 * <p>Each family of models has its own settings and names for them: {@code docs/params.md} lists
 * where each one goes. Unsupported settings are omitted, and reported once on the logger {@code
 * dev.outcrop}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InferenceConfiguration.html">
 *     InferenceConfiguration</a>
 */
public final class Params {
    private static final Params NONE = new Params(new EnumMap<>(Param.class), Json.EMPTY);

    private final Map<Param, Json> values;
    private final Json.Obj extras;

    private Params(Map<Param, Json> values, Json.Obj extras) {
        this.values = values;
        this.extras = extras;
    }

    /** Returns params without any setting. */
    public static Params of() {
        return NONE;
    }

    /**
     * Sets the longest answer, in tokens, thinking included. Bedrock reserves this much of the
     * quota for each call, so a low number lets more calls run at once.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Params maxTokens(int maxTokens) {
        return with(Param.MAX_TOKENS, Json.of(atLeast(1, maxTokens, Param.MAX_TOKENS)));
    }

    /**
     * Sets the temperature, from 0 (the most likely token) to 1.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params temperature(double temperature) {
        return with(Param.TEMPERATURE, Json.of(within(0, 1, temperature, Param.TEMPERATURE)));
    }

    /**
     * Sets nucleus sampling, from 0 to 1: only the most likely tokens with this total probability
     * are considered.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params topP(double topP) {
        return with(Param.TOP_P, Json.of(within(0, 1, topP, Param.TOP_P)));
    }

    /**
     * Sets how many of the most likely tokens are considered.
     *
     * @throws IllegalArgumentException if it is less than 0
     */
    public Params topK(int topK) {
        return with(Param.TOP_K, Json.of(atLeast(0, topK, Param.TOP_K)));
    }

    /**
     * Sets a penalty for tokens by how often they have occurred; from -2 to 2.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params frequencyPenalty(double penalty) {
        return with(
                Param.FREQUENCY_PENALTY, Json.of(within(-2, 2, penalty, Param.FREQUENCY_PENALTY)));
    }

    /**
     * Sets a penalty for tokens that have occurred; from -2 to 2.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params presencePenalty(double penalty) {
        return with(
                Param.PRESENCE_PENALTY, Json.of(within(-2, 2, penalty, Param.PRESENCE_PENALTY)));
    }

    /** Sets the seed: the same seed gives the same answer, as far as the model supports it. */
    public Params seed(long seed) {
        return with(Param.SEED, Json.of(seed));
    }

    /** Sets whether the model should return the probabilities of its tokens. */
    public Params logProbs(boolean logProbs) {
        return with(Param.LOG_PROBS, Json.of(logProbs));
    }

    /**
     * Sets stop sequences: the answer ends before the first of them.
     *
     * @throws IllegalArgumentException if one is empty, or there are more than 2,500
     */
    public Params stop(String... sequences) {
        if (sequences.length > 2_500) {
            throw new IllegalArgumentException(
                    "at most 2500 stop sequences, not " + sequences.length);
        }
        var texts = new ArrayList<Json>();
        for (String sequence : sequences) {
            if (sequence.isEmpty()) {
                throw new IllegalArgumentException("a stop sequence must not be empty");
            }
            texts.add(Json.of(sequence));
        }
        return with(Param.STOP, new Json.Arr(texts));
    }

    /**
     * Sets how much the model should think, in its own terms: most models support {@code low},
     * {@code medium} and {@code high}.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Params reasoningEffort(String effort) {
        if (effort.isBlank()) {
            throw new IllegalArgumentException("reasoningEffort must not be blank");
        }
        return with(Param.REASONING_EFFORT, Json.of(effort));
    }

    /**
     * Sets the thinking budget in tokens; part of {@link #maxTokens}, which must be larger.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Params reasoningTokens(int tokens) {
        return with(Param.REASONING_TOKENS, Json.of(atLeast(1, tokens, Param.REASONING_TOKENS)));
    }

    /**
     * Sets a model-specific setting, by its native name. It is added unchanged to Converse's {@code
     * additionalModelRequestFields}, and replaces the value of another setting with this name.
     *
     * @param value plain Java values: maps, lists, strings, numbers, booleans, null
     */
    public Params extra(String name, @Nullable Object value) {
        return new Params(values, extras.with(name, Json.from(value)));
    }

    public Map<Param, Json> values() {
        return Collections.unmodifiableMap(values);
    }

    public Json.Obj extras() {
        return extras;
    }

    private Params with(Param param, Json value) {
        var more = new EnumMap<>(values);
        more.put(param, value);
        return new Params(more, extras);
    }

    private static long atLeast(int least, int value, Param param) {
        if (value < least) {
            throw new IllegalArgumentException(param + " must be at least " + least + ": " + value);
        }
        return value;
    }

    private static double within(int from, int to, double value, Param param) {
        if (!(value >= from && value <= to)) {
            throw new IllegalArgumentException(
                    param + " must be from " + from + " to " + to + ": " + value);
        }
        return value;
    }

    /** Returns the settings that are set. */
    @Override
    public String toString() {
        List<String> set = new ArrayList<>();
        values.forEach((param, value) -> set.add(param + "=" + value));
        extras.members().forEach((name, value) -> set.add(name + "=" + value));
        return "Params" + set;
    }
}
