package dev.outcrop.local.internal.schemafill;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Matches a text against the pattern of a schema, in bounded time: {@code (a+)+$} would take
 * exponential time. A pattern that exceeds the limits does not match.
 */
final class Matching {
    private static final int LONGEST_PATTERN = 1_000;
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_LOOKS = 100_000;

    /** Repetitions of nothing read no character: their counts are multiplied. */
    private static final long MOST_REPETITIONS = 100_000;

    private static final Pattern REPETITION = Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

    private Matching() {}

    /** Whether the text contains a match; an invalid pattern matches every text. */
    static boolean find(@Nullable String pattern, String text, Budget budget) {
        if (pattern == null) {
            return true;
        }
        if (pattern.length() > LONGEST_PATTERN
                || text.length() > LONGEST_TEXT
                || repetitions(pattern) > MOST_REPETITIONS) {
            return false;
        }
        budget.steps(1 + pattern.length() / 8);
        var looked = new Looked(text);
        try {
            return Pattern.compile(pattern).matcher(looked).find();
        } catch (PatternSyntaxException e) {
            return true;
        } catch (NoValue | StackOverflowError e) {
            // Java's patterns need a stack frame for each repetition of a group.
            return false;
        } finally {
            budget.steps(looked.count / 8);
        }
    }

    private static long repetitions(String pattern) {
        long product = 1;
        Matcher matcher = REPETITION.matcher(pattern);
        while (matcher.find() && product <= MOST_REPETITIONS) {
            String most = matcher.group(2);
            String count = most == null || most.isEmpty() ? matcher.group(1) : most;
            product *=
                    count.length() > 6 ? MOST_REPETITIONS + 1 : Math.max(1, Long.parseLong(count));
        }
        return product;
    }

    /** A text that counts how often it is read. */
    private static final class Looked implements CharSequence {
        private final String text;
        private int count;

        private Looked(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++count > MOST_LOOKS) {
                throw new NoValue("matching a pattern takes too long");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
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
