package dev.outcrop.schema;

import dev.outcrop.schema.Expression.Patience;

/**
 * Limits the number of steps for matching expressions against one value: some need an exponential
 * number. For one thread at a time.
 */
final class Looks {
    /** For each text, and for all texts of a value, so that many texts do not add up to hours. */
    private static final int MOST = 1_000_000;

    private static final int MOST_IN_ALL = 50_000_000;

    private int left = MOST_IN_ALL;

    /** Returns a text to match; steps beyond ten for each character are counted. */
    CharSequence at(String text) {
        return new Looked(text);
    }

    private final class Looked implements CharSequence {
        private final String text;
        private final long free;
        private long looks;

        Looked(String text) {
            this.text = text;
            this.free = 100 + 10L * text.length();
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks > free && (looks > free + MOST || --left < 0)) {
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
