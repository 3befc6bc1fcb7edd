package dev.outcrop.settings;

import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest.InferenceConfig;

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
    /** Nothing set: everything is left to the model. */
    public static final Params DEFAULT =
            new Params(InferenceConfig.NONE, new EnumMap<>(Name.class), Json.EMPTY);

    private final InferenceConfig config;
    private final Map<Name, Json> modelFields;
    private final Json.Obj extras;

    private Params(InferenceConfig config, Map<Name, Json> modelFields, Json.Obj extras) {
        this.config = config;
        this.modelFields = modelFields;
        this.extras = extras;
    }

    /**
     * Sets the longest answer, in tokens, thinking included. Bedrock reserves this much of the
     * quota for each call, so a low number lets more calls run at once.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Params withMaxTokens(int maxTokens) {
        int tokens = atLeast(1, maxTokens, Name.MAX_TOKENS);
        return with(tokens, config.temperature(), config.topP(), config.stopSequences());
    }

    /**
     * Sets the temperature, from 0 (the most likely token) to 1; over OpenAI's APIs to 2, on other
     * servers to their own maximum. A call with a higher one fails before anything is sent.
     *
     * @throws IllegalArgumentException if it is below 0, or above 5
     */
    public Params withTemperature(double temperature) {
        double value = within(0, 5, temperature, Name.TEMPERATURE);
        return with(config.maxTokens(), value, config.topP(), config.stopSequences());
    }

    /**
     * Sets nucleus sampling, from 0 to 1: only the most likely tokens with this total probability
     * are considered.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params withTopP(double topP) {
        double value = within(0, 1, topP, Name.TOP_P);
        return with(config.maxTokens(), config.temperature(), value, config.stopSequences());
    }

    /**
     * Sets how many of the most likely tokens are considered.
     *
     * @throws IllegalArgumentException if it is less than 0
     */
    public Params withTopK(int topK) {
        return with(Name.TOP_K, Json.of(atLeast(0, topK, Name.TOP_K)));
    }

    /**
     * Sets a penalty for tokens by how often they have occurred; from -2 to 2.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params withFrequencyPenalty(double penalty) {
        return with(
                Name.FREQUENCY_PENALTY, Json.of(within(-2, 2, penalty, Name.FREQUENCY_PENALTY)));
    }

    /**
     * Sets a penalty for tokens that have occurred; from -2 to 2.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params withPresencePenalty(double penalty) {
        return with(Name.PRESENCE_PENALTY, Json.of(within(-2, 2, penalty, Name.PRESENCE_PENALTY)));
    }

    /** Sets the seed: the same seed gives the same answer, as far as the model supports it. */
    public Params withSeed(long seed) {
        return with(Name.SEED, Json.of(seed));
    }

    /** Sets whether the model should return the probabilities of its tokens. */
    public Params withLogProbs(boolean logProbs) {
        return with(Name.LOG_PROBS, Json.of(logProbs));
    }

    /**
     * Sets stop sequences: the answer ends before the first of them.
     *
     * @throws IllegalArgumentException if one is empty, or there are more than 2,500
     */
    public Params withStop(String... sequences) {
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
     * Sets how much the model should think: {@code minimal}, {@code low}, {@code medium}, {@code
     * high}, {@code xhigh} or {@code max}. Most models support some of them; the nearest that the
     * model supports is sent, with one warning. {@code none} is the same as {@link
     * #withReasoningOff()}.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Params withReasoningEffort(String effort) {
        if (effort.isBlank()) {
            throw new IllegalArgumentException("reasoningEffort must not be blank");
        }
        return with(Name.REASONING_EFFORT, Json.of(effort));
    }

    /**
     * Switches thinking off, as far as the model can: some always think, and get their lowest
     * effort instead, with one warning. {@code docs/params.md} lists them.
     */
    public Params withReasoningOff() {
        return with(Name.REASONING_OFF, Json.of(true));
    }

    /**
     * Sets what the model returns of its thinking: {@code summarized} for a summary. Claude 4.7 and
     * later return thinking without text unless this is set; it also switches their thinking on.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Params withReasoningDisplay(String display) {
        if (display.isBlank()) {
            throw new IllegalArgumentException("reasoningDisplay must not be blank");
        }
        return with(Name.REASONING_DISPLAY, Json.of(display));
    }

    /**
     * Tokens for thinking, at most; part of {@link #withMaxTokens}, which must be more. A model
     * with effort levels only gets the nearest level instead, with one warning.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Params withReasoningTokens(int tokens) {
        return with(Name.REASONING_TOKENS, Json.of(atLeast(1, tokens, Name.REASONING_TOKENS)));
    }

    /**
     * Sets a model-specific setting, by its native name. It is added unchanged to Converse's {@code
     * additionalModelRequestFields}, and replaces the value of another setting with this name.
     *
     * @param value plain Java values: maps, lists, strings, numbers, booleans, null
     */
    public Params withExtra(String name, @Nullable Object value) {
        return new Params(config, modelFields, extras.with(name, Json.from(value)));
    }

    /** All settings but the extras, in the order in which they are sent. */
    public Map<Name, Json> values() {
        var values = new EnumMap<Name, Json>(Name.class);
        if (config.maxTokens() != null) {
            values.put(Name.MAX_TOKENS, Json.of(config.maxTokens()));
        }
        if (config.temperature() != null) {
            values.put(Name.TEMPERATURE, Json.of(config.temperature()));
        }
        if (config.topP() != null) {
            values.put(Name.TOP_P, Json.of(config.topP()));
        }
        if (!config.stopSequences().isEmpty()) {
            values.put(Name.STOP, Json.from(config.stopSequences()));
        }
        values.putAll(modelFields);
        return Collections.unmodifiableMap(values);
    }

    /** The settings that Converse has fields for. */
    public InferenceConfig inferenceConfig() {
        return config;
    }

    /** The settings that the families of models have fields of their own for. */
    public Map<Name, Json> modelFields() {
        return Collections.unmodifiableMap(modelFields);
    }

    public Json.Obj extras() {
        return extras;
    }

    private Params with(Name param, Json value) {
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

    private static int atLeast(int least, int value, Name param) {
        if (value < least) {
            throw new IllegalArgumentException(param + " must be at least " + least + ": " + value);
        }
        return value;
    }

    private static double within(int from, int to, double value, Name param) {
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
        values().forEach((param, value) -> set.add(param + "=" + value));
        extras.members().forEach((name, value) -> set.add(name + "=" + value));
        return "Params" + set;
    }

    /** A setting of {@link Params}, in the order of sending. */
    public enum Name {
        MAX_TOKENS("maxTokens"),
        TEMPERATURE("temperature"),
        TOP_P("topP"),
        STOP("stop"),
        TOP_K("topK"),
        FREQUENCY_PENALTY("frequencyPenalty"),
        PRESENCE_PENALTY("presencePenalty"),
        SEED("seed"),
        LOG_PROBS("logProbs"),
        REASONING_EFFORT("reasoningEffort"),
        REASONING_TOKENS("reasoningTokens"),
        REASONING_DISPLAY("reasoningDisplay"),
        REASONING_OFF("reasoningOff");

        private final String word;

        Name(String word) {
            this.word = word;
        }

        /** Its name in messages: that of its method, without {@code with}. */
        @Override
        public String toString() {
            return word;
        }
    }
}
