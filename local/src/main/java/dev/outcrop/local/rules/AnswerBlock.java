package dev.outcrop.local.rules;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.TokenCounter;

/** One content block of an answer. */
sealed interface AnswerBlock {
    /** What it costs to say. */
    int tokens();

    record Text(String text) implements AnswerBlock {
        @Override
        public int tokens() {
            return TokenCounter.count(text);
        }
    }

    /**
     * What was thought before the answer.
     *
     * @param signature empty where the model's family gives none, or where it was cut off
     */
    record Thought(String text, String signature) implements AnswerBlock {
        @Override
        public int tokens() {
            return TokenCounter.count(text);
        }
    }

    /**
     * A tool to call.
     *
     * @param input JSON, or the start of it
     */
    record Call(String id, String name, String input) implements AnswerBlock {
        @Override
        public int tokens() {
            return TokenCounter.count(input);
        }
    }

    /** A text with the place it is from. */
    record Cited(String text, Json.Obj citation) implements AnswerBlock {
        @Override
        public int tokens() {
            return TokenCounter.count(text);
        }
    }
}
