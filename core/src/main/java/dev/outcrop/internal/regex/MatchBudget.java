package dev.outcrop.internal.regex;

/**
 * Limits the number of steps for matching expressions against one value: some need an exponential
 * number. For one thread at a time.
 */
public final class MatchBudget {
    /** For each text, and for all texts of a value, so that many texts do not add up to hours. */
    private static final int MAX_STEPS = 1_000_000;

    private static final int MAX_STEPS_IN_ALL = 50_000_000;

    private int left = MAX_STEPS_IN_ALL;

    /** Returns a text to match; steps beyond ten for each character are counted. */
    CharSequence at(String text) {
        return new CountedText(text);
    }

    private final class CountedText implements CharSequence {
        private final String text;
        private final long free;
        private long steps;

        CountedText(String text) {
            this.text = text;
            this.free = 100 + 10L * text.length();
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps > free && (steps > free + MAX_STEPS || --left < 0)) {
                throw new MatchTooLongException();
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
