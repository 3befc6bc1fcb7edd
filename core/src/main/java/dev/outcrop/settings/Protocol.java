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

    /**
     * The APIs of model vendors. The endpoint bedrock-mantle supports all three; {@code
     * docs/mantle.md} describes which one is the default for a model.
     */
    public enum VendorApi {
        /**
         * Anthropic's Messages.
         *
         * @see <a
         *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/inference-messages-api.html">
         *     Messages</a>
         */
        MESSAGES("Messages"),

        /**
         * OpenAI's older API, which many servers support.
         *
         * @see <a
         *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/inference-chat-completions.html">
         *     Chat Completions</a>
         */
        CHAT_COMPLETIONS("ChatCompletions"),

        /**
         * OpenAI's newer API. Nothing is stored on the server: the whole conversation is sent each
         * time.
         *
         * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/bedrock-mantle.html">
         *     Responses</a>
         */
        RESPONSES("Responses");

        private final String words;

        VendorApi(String words) {
            this.words = words;
        }

        /** Returns its name, as passed to observers. */
        @Override
        public String toString() {
            return words;
        }
    }
}
