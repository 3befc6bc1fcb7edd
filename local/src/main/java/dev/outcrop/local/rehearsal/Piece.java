package dev.outcrop.local.rehearsal;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Tokens;

/** One content block of an answer. */
sealed interface Piece {
    /** What it costs to say. */
    int tokens();

    record Text(String text) implements Piece {
        @Override
        public int tokens() {
            return Tokens.count(text);
        }
    }

    /**
     * What was thought before the answer.
     *
     * @param signature empty where the model's family gives none, or where it was cut off
     */
    record Thought(String text, String signature) implements Piece {
        @Override
        public int tokens() {
            return Tokens.count(text);
        }
    }

    /**
     * A tool to call.
     *
     * @param input JSON, or the start of it
     */
    record Call(String id, String name, String input) implements Piece {
        @Override
        public int tokens() {
            return Tokens.count(input);
        }
    }

    /** A text with the place it is from. */
    record Cited(String text, Json.Obj citation) implements Piece {
        @Override
        public int tokens() {
            return Tokens.count(text);
        }
    }
}
