package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.internal.protocol.invoke.PromptConversation.Said;

import org.jspecify.annotations.Nullable;

/**
 * Writes a family's conversations as one text. Content of messages cannot imitate the template's
 * own marks. If the last turn is the model's own, it is left open, for the model to continue.
 */
interface ChatTemplate {
    String prompt(PromptConversation conversation);

    /** Returns the marks of the template, which must not be taken from content. */
    SpecialTokens tokens();

    /** Returns the mark of an image; null if images are not supported. */
    default @Nullable String imageMark() {
        return null;
    }

    /**
     * Llama 3 and later.
     *
     * @param imageMark {@code <|image|>}, or null for models without image input
     * @see <a href="https://www.llama.com/docs/model-cards-and-prompt-formats/llama3_1/">Llama
     *     3</a>
     */
    record Llama(String open, String close, String end, @Nullable String imageMark)
            implements ChatTemplate {
        private static final String IMAGE = "<|image|>";

        static Llama three(boolean sees) {
            return new Llama(
                    "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", sees ? IMAGE : null);
        }

        static Llama four() {
            return new Llama("<|header_start|>", "<|header_end|>", "<|eot|>", IMAGE);
        }

        @Override
        public SpecialTokens tokens() {
            return SpecialTokens.LLAMA;
        }

        @Override
        public String prompt(PromptConversation conversation) {
            var prompt = new StringBuilder("<|begin_of_text|>");
            if (!conversation.system().isEmpty()) {
                turn(prompt, "system", conversation.system()).append(end);
            }
            for (Said said : conversation.said()) {
                turn(prompt, said.byUser() ? "user" : "assistant", said.text()).append(end);
            }
            if (conversation.isContinued()) {
                prompt.setLength(prompt.length() - end.length());
            } else {
                turn(prompt, "assistant", "");
            }
            return prompt.toString();
        }

        private StringBuilder turn(StringBuilder prompt, String role, String text) {
            return prompt.append(open).append(role).append(close).append("\n\n").append(text);
        }
    }

    /**
     * {@code [INST] … [/INST] …}, of Llama 2 and of Mistral.
     *
     * @param beforeSystem the text before the system prompt, which is part of the first instruction
     * @param afterSystem the text after it
     * @param next the text between an answer and the next instruction
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-mistral-text-completion.html">
     *     Mistral, text completion</a>
     */
    record Instructions(String beforeSystem, String afterSystem, String next)
            implements ChatTemplate {
        static final Instructions LLAMA_2 =
                new Instructions("<<SYS>>\n", "\n<</SYS>>\n\n", " </s><s>");
        static final Instructions MISTRAL = new Instructions("", "\n\n", "</s>");

        @Override
        public SpecialTokens tokens() {
            return SpecialTokens.INSTRUCTIONS;
        }

        @Override
        public String prompt(PromptConversation conversation) {
            var prompt = new StringBuilder("<s>");
            String system = conversation.system();
            String first = system.isEmpty() ? "" : beforeSystem + system + afterSystem;
            boolean answered = false;
            for (Said said : conversation.said()) {
                if (said.byUser()) {
                    prompt.append(answered ? next : "");
                    prompt.append("[INST] ").append(first).append(said.text()).append(" [/INST]");
                    first = "";
                } else {
                    prompt.append(spaced(said.text()));
                }
                answered = !said.byUser();
            }
            return prompt.toString();
        }
    }

    /**
     * DeepSeek R1.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-deepseek.html">
     *     DeepSeek models</a>
     */
    enum DeepSeek implements ChatTemplate {
        R1;

        @Override
        public SpecialTokens tokens() {
            return SpecialTokens.DEEPSEEK;
        }

        @Override
        public String prompt(PromptConversation conversation) {
            var prompt =
                    new StringBuilder("<\uFF5Cbegin\u2581of\u2581sentence\uFF5C>")
                            .append(conversation.system());
            boolean answered = false;
            for (Said said : conversation.said()) {
                if (answered) {
                    prompt.append("<\uFF5Cend\u2581of\u2581sentence\uFF5C>");
                }
                prompt.append(said.byUser() ? "<\uFF5CUser\uFF5C>" : "<\uFF5CAssistant\uFF5C>")
                        .append(said.text());
                answered = !said.byUser();
            }
            return answered
                    ? prompt.toString()
                    : prompt.append("<\uFF5CAssistant\uFF5C>").toString();
        }
    }

    /** A model's own text begins with the space that it wrote. */
    private static String spaced(String text) {
        return text.isEmpty() || Character.isWhitespace(text.charAt(0)) ? text : " " + text;
    }
}
