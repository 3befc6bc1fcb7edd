package dev.outcrop.settings;

/** A setting of {@link Params}, in the order of sending. */
public enum Param {
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

    Param(String word) {
        this.word = word;
    }

    /** Returns the name of its method. */
    @Override
    public String toString() {
        return word;
    }
}
