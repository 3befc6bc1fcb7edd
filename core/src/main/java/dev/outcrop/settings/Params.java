package dev.outcrop.settings;

import dev.outcrop.json.Json;

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
    /** Nothing set: everything is left to the model. */
    public static final Params DEFAULT = new Params(new EnumMap<>(Name.class), Json.EMPTY);

    private final Map<Name, Json> values;
    private final Json.Obj extras;

    private Params(Map<Name, Json> values, Json.Obj extras) {
        this.values = values;
        this.extras = extras;
    }

    /**
     * Longest answer, in tokens; thinking counts. Bedrock reserves this much of the quota for each
     * call, so a tight number lets more calls run at once.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Params withMaxTokens(int maxTokens) {
        return with(Name.MAX_TOKENS, Json.of(atLeast(1, maxTokens, Name.MAX_TOKENS)));
    }

    /**
     * From 0, always the likeliest word, to 1.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params withTemperature(double temperature) {
        return with(Name.TEMPERATURE, Json.of(within(0, 1, temperature, Name.TEMPERATURE)));
    }

    /**
     * From 0 to 1: only words of the likeliest that make up this share are considered.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params withTopP(double topP) {
        return with(Name.TOP_P, Json.of(within(0, 1, topP, Name.TOP_P)));
    }

    /**
     * Only so many of the likeliest words are considered.
     *
     * @throws IllegalArgumentException if it is less than 0
     */
    public Params withTopK(int topK) {
        return with(Name.TOP_K, Json.of(atLeast(0, topK, Name.TOP_K)));
    }

    /**
     * Less of words the more often they came; from -2 to 2.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params withFrequencyPenalty(double penalty) {
        return with(
                Name.FREQUENCY_PENALTY, Json.of(within(-2, 2, penalty, Name.FREQUENCY_PENALTY)));
    }

    /**
     * Less of words that came at all; from -2 to 2.
     *
     * @throws IllegalArgumentException if it is outside
     */
    public Params withPresencePenalty(double penalty) {
        return with(Name.PRESENCE_PENALTY, Json.of(within(-2, 2, penalty, Name.PRESENCE_PENALTY)));
    }

    /** The same seed gives the same answer, as far as the model can. */
    public Params withSeed(long seed) {
        return with(Name.SEED, Json.of(seed));
    }

    /** Whether the model should say how likely its words were. */
    public Params withLogProbs(boolean logProbs) {
        return with(Name.LOG_PROBS, Json.of(logProbs));
    }

    /**
     * Texts that end the answer where the model writes one; they are not part of it.
     *
     * @throws IllegalArgumentException if one is empty, or there are more than 2,500
     */
    public Params withStop(String... sequences) {
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
        return with(Name.STOP, new Json.Arr(texts));
    }

    /**
     * How hard the model should think, in its own words: most know {@code low}, {@code medium} and
     * {@code high}.
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
     * Tokens for thinking, at most; part of {@link #withMaxTokens}, which must be more.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Params withReasoningTokens(int tokens) {
        return with(Name.REASONING_TOKENS, Json.of(atLeast(1, tokens, Name.REASONING_TOKENS)));
    }

    /**
     * A setting of the model's own, by the name it has there. It goes into Converse's {@code
     * additionalModelRequestFields} as it is, and replaces what the other settings put there under
     * this name.
     *
     * @param value plain Java values: maps, lists, strings, numbers, booleans, null
     */
    public Params withExtra(String name, @Nullable Object value) {
        return new Params(values, extras.with(name, Json.from(value)));
    }

    public Map<Name, Json> values() {
        return Collections.unmodifiableMap(values);
    }

    public Json.Obj extras() {
        return extras;
    }

    private Params with(Name param, Json value) {
        var more = new EnumMap<>(values);
        more.put(param, value);
        return new Params(more, extras);
    }

    private static long atLeast(int least, int value, Name param) {
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

    /** What is set. */
    @Override
    public String toString() {
        List<String> set = new ArrayList<>();
        values.forEach((param, value) -> set.add(param + "=" + value));
        extras.members().forEach((name, value) -> set.add(name + "=" + value));
        return "Params" + set;
    }

    /** A setting of {@link Params}. In the order in which they are sent. */
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
        REASONING_TOKENS("reasoningTokens");

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
