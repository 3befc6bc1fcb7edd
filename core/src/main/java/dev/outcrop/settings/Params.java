package dev.outcrop.settings;

import dev.outcrop.json.Json;
import dev.outcrop.message.InferenceConfig;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a model should answer. Immutable: each method gives a copy with one more setting. What is not
 * set is left to the model.
 *
 * <p>Each family of models has other settings, and other names for them: {@code docs/params.md}
 * lists where each one goes. What the model does not have is left out, and said once on the logger
 * {@code dev.outcrop}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InferenceConfiguration.html">
 *     InferenceConfiguration</a>
 */
public final class Params {
    private static final Params NONE =
            new Params(InferenceConfig.NONE, new EnumMap<>(Param.class), Json.EMPTY);

    private final InferenceConfig config;
    private final Map<Param, Json> modelFields;
    private final Json.Obj extras;

    private Params(InferenceConfig config, Map<Param, Json> modelFields, Json.Obj extras) {
        this.config = config;
        this.modelFields = modelFields;
        this.extras = extras;
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
        int tokens = atLeast(1, maxTokens, Param.MAX_TOKENS);
        return with(tokens, config.temperature(), config.topP(), config.stopSequences());
    }

    /**
     * From 0, always the likeliest word, to 1.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params temperature(double temperature) {
        double value = within(0, 1, temperature, Param.TEMPERATURE);
        return with(config.maxTokens(), value, config.topP(), config.stopSequences());
    }

    /**
     * From 0 to 1: only words of the likeliest that make up this share are considered.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params topP(double topP) {
        double value = within(0, 1, topP, Param.TOP_P);
        return with(config.maxTokens(), config.temperature(), value, config.stopSequences());
    }

    /**
     * Only so many of the likeliest words are considered.
     *
     * @throws IllegalArgumentException if it is less than 0
     */
    public Params topK(int topK) {
        return with(Param.TOP_K, Json.of(atLeast(0, topK, Param.TOP_K)));
    }

    /**
     * Less of words the more often they came; from -2 to 2.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params frequencyPenalty(double penalty) {
        return with(
                Param.FREQUENCY_PENALTY, Json.of(within(-2, 2, penalty, Param.FREQUENCY_PENALTY)));
    }

    /**
     * Less of words that came at all; from -2 to 2.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params presencePenalty(double penalty) {
        return with(
                Param.PRESENCE_PENALTY, Json.of(within(-2, 2, penalty, Param.PRESENCE_PENALTY)));
    }

    /** The same seed gives the same answer, as far as the model can. */
    public Params seed(long seed) {
        return with(Param.SEED, Json.of(seed));
    }

    /** Whether the model should say how likely its words were. */
    public Params logProbs(boolean logProbs) {
        return with(Param.LOG_PROBS, Json.of(logProbs));
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
        return with(config.maxTokens(), config.temperature(), config.topP(), List.of(sequences));
    }

    /**
     * How hard the model should think, in its own words: most know {@code low}, {@code medium} and
     * {@code high}.
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
     * Tokens for thinking, at most; part of {@link #maxTokens}, which must be more.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Params reasoningTokens(int tokens) {
        return with(Param.REASONING_TOKENS, Json.of(atLeast(1, tokens, Param.REASONING_TOKENS)));
    }

    /**
     * A setting of the model's own, by the name it has there. It goes into Converse's {@code
     * additionalModelRequestFields} as it is, and replaces what the other settings put there under
     * this name.
     *
     * @param value plain Java values: maps, lists, strings, numbers, booleans, null
     */
    public Params extra(String name, @Nullable Object value) {
        return new Params(config, modelFields, extras.with(name, Json.from(value)));
    }

    /** All settings but the extras, in the order in which they are sent. */
    public Map<Param, Json> values() {
        var values = new EnumMap<Param, Json>(Param.class);
        if (config.maxTokens() != null) {
            values.put(Param.MAX_TOKENS, Json.of(config.maxTokens()));
        }
        if (config.temperature() != null) {
            values.put(Param.TEMPERATURE, Json.of(config.temperature()));
        }
        if (config.topP() != null) {
            values.put(Param.TOP_P, Json.of(config.topP()));
        }
        if (!config.stopSequences().isEmpty()) {
            values.put(Param.STOP, Json.from(config.stopSequences()));
        }
        values.putAll(modelFields);
        return Collections.unmodifiableMap(values);
    }

    /** The settings that Converse has fields for. */
    public InferenceConfig inferenceConfig() {
        return config;
    }

    /** The settings that the families of models have fields of their own for. */
    public Map<Param, Json> modelFields() {
        return Collections.unmodifiableMap(modelFields);
    }

    public Json.Obj extras() {
        return extras;
    }

    private Params with(Param param, Json value) {
        var more = new EnumMap<>(modelFields);
        more.put(param, value);
        return new Params(config, more, extras);
    }

    private Params with(
            @Nullable Integer maxTokens,
            @Nullable Double temperature,
            @Nullable Double topP,
            List<String> stop) {
        return new Params(
                new InferenceConfig(maxTokens, temperature, topP, stop, Json.EMPTY),
                modelFields,
                extras);
    }

    private static int atLeast(int least, int value, Param param) {
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

    /** What is set. */
    @Override
    public String toString() {
        List<String> set = new ArrayList<>();
        values().forEach((param, value) -> set.add(param + "=" + value));
        extras.members().forEach((name, value) -> set.add(name + "=" + value));
        return "Params" + set;
    }
}
