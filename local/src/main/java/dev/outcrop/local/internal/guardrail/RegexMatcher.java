package dev.outcrop.local.internal.guardrail;

import dev.outcrop.local.wire.ServiceError;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds a pattern of the caller, in a bounded number of steps. */
record RegexMatcher(Pattern pattern) implements TextMatcher {
    private static final int STEPS_PER_CHARACTER = 1_000;
    private static final long MOST_STEPS = 20_000_000;

    /** Lookaround is not supported by Bedrock either. */
    private static final Pattern LOOKAROUND = Pattern.compile("\\(\\?<?[=!]");

    /**
     * Compiles a pattern.
     *
     * @throws ServiceError if it is not valid
     */
    static RegexMatcher of(String pattern) {
        if (LOOKAROUND.matcher(pattern).find()) {
            throw ServiceError.validation(
                    "The regex pattern " + pattern + " is not valid: lookaround is not supported.");
        }
        try {
            return new RegexMatcher(Pattern.compile(pattern));
        } catch (PatternSyntaxException | StackOverflowError e) {
            throw ServiceError.validation("The regex pattern " + pattern + " is not valid.");
        }
    }

    @Override
    public List<Match> find(String text) {
        var matches = new ArrayList<Match>();
        Matcher matcher = pattern.matcher(new CountedText(text));
        try {
            while (matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    matches.add(new Match(matcher.start(), matcher.end()));
                }
            }
        } catch (TooManySteps | StackOverflowError e) {
            throw ServiceError.validation(
                    "The local Bedrock cannot match the regex pattern "
                            + pattern.pattern()
                            + " to this text: it takes too many steps.");
        }
        return matches;
    }

    /**
     * Counts the characters that a matcher reads: a pattern can read a text exponentially often.
     */
    private static final class CountedText implements CharSequence {
        private final String text;
        private long left;

        CountedText(String text) {
            this.text = text;
            this.left = Math.min(MOST_STEPS, (text.length() + 1L) * STEPS_PER_CHARACTER);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (left-- == 0) {
                throw new TooManySteps();
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

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super(null, null, false, false);
        }
    }
}
