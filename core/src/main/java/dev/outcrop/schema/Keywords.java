package dev.outcrop.schema;

import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.outcrop.json.Json;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Two keywords whose cost on a hostile value must be bounded. */
final class Keywords {
    static final EvaluatorFactory OURS =
            new EvaluatorFactory.Builder()
                    .withKeyword("pattern", Keywords::pattern)
                    .withKeyword("uniqueItems", Keywords::uniqueItems)
                    .build();

    /** Characters that a pattern may look at for each check of a string. */
    private static final int MOST_LOOKS = 1_000_000;

    private Keywords() {}

    private static Evaluator pattern(JsonNode keyword) {
        if (!keyword.isString()) {
            throw new IllegalArgumentException("a pattern is a string");
        }
        Pattern pattern = Pattern.compile(keyword.asString());
        return (context, node) ->
                !node.isString() || pattern.matcher(new Looked(node.asString())).find()
                        ? Evaluator.Result.success()
                        : Evaluator.Result.failure(
                                "does not match the pattern " + keyword.asString());
    }

    private static Evaluator uniqueItems(JsonNode keyword) {
        boolean unique = keyword.isBoolean() && keyword.asBoolean();
        return (context, node) -> {
            if (!unique || !(node instanceof Node given)) {
                return Evaluator.Result.success();
            }
            return given.json() instanceof Json.Arr(List<Json> elements)
                            && new HashSet<>(elements).size() < elements.size()
                    ? Evaluator.Result.failure("holds an element twice")
                    : Evaluator.Result.success();
        };
    }

    /** Thrown out of a match that has looked too often. */
    static final class Patience extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Patience() {
            super("", null, false, false);
        }
    }

    /** Text that counts how often it is looked at: some patterns try an exponential number. */
    private static final class Looked implements CharSequence {
        private final String text;
        private int looks;

        Looked(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks > MOST_LOOKS + 10 * text.length()) {
                throw new Patience();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
