package dev.outcrop.local.rules;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.TokenCounter;

/** One content block of an answer. */
sealed interface AnswerBlock {
    /** The number of output tokens. */
    int tokens();

    record Text(String text) implements AnswerBlock {
        @Override
        public int tokens() {
            return TokenCounter.count(text);
        }
    }

    /**
     * Thinking before the answer.
     *
     * @param signature empty if the model's family has none, or if the thinking was cut off
     */
    record Thought(String text, String signature) implements AnswerBlock {
        @Override
        public int tokens() {
            return TokenCounter.count(text);
        }
    }

    /**
     * Thinking that is encrypted.
     *
     * @param data base64
     * @param tokens of the thinking
     */
    record Encrypted(String data, int tokens) implements AnswerBlock {}

    /**
     * A tool call.
     *
     * @param input JSON, or the beginning of it
     */
    record Call(String id, String name, String input) implements AnswerBlock {
        @Override
        public int tokens() {
            return TokenCounter.count(input);
        }
    }

    /** A text with its citation. */
    record Cited(String text, Json.Obj citation) implements AnswerBlock {
        @Override
        public int tokens() {
            return TokenCounter.count(text);
        }
    }
}
