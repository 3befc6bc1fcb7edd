package dev.outcrop.settings;

/**
 * The APIs of Bedrock to call a model. {@code docs/protocols.md} describes which one is the default
 * for a model.
 */
public enum Protocol {
    /**
     * One format for all models.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">
     *     Converse</a>
     */
    CONVERSE("Converse"),

    /**
     * The native format of each model family; also for models that Converse does not support.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html">
     *     InvokeModel</a>
     */
    INVOKE_MODEL("InvokeModel"),

    /**
     * The vendors' own APIs, on a separate endpoint.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/bedrock-mantle.html">
     *     bedrock-mantle</a>
     */
    MANTLE("bedrock-mantle");

    private final String words;

    Protocol(String words) {
        this.words = words;
    }

    /** Returns Bedrock's name of the API. */
    @Override
    public String toString() {
        return words;
    }
}
