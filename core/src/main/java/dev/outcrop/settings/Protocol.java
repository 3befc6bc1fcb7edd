package dev.outcrop.settings;

/**
 * The APIs of Bedrock that a model can be asked by. Which one a model is asked by unless it is
 * said, is in {@code docs/protocols.md}.
 */
public enum Protocol {
    /**
     * One form for all models.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">
     *     Converse</a>
     */
    CONVERSE("Converse"),

    /**
     * The native form of each family of models; also for models that Converse does not serve.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html">
     *     InvokeModel</a>
     */
    INVOKE_MODEL("InvokeModel"),

    /**
     * The vendors' own APIs, on an endpoint of their own.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/bedrock-mantle.html">
     *     bedrock-mantle</a>
     */
    MANTLE("bedrock-mantle");

    private final String words;

    Protocol(String words) {
        this.words = words;
    }

    /** Bedrock's name for it. */
    @Override
    public String toString() {
        return words;
    }
}
