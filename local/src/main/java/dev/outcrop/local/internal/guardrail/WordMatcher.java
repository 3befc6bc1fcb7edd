package dev.outcrop.local.internal.guardrail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds words and phrases in any case, and only between characters that are not letters or digits.
 * In Bedrock, too, a word inside text without such characters, such as Chinese, is not found.
 */
record WordMatcher(Pattern pattern) implements TextMatcher {
    static WordMatcher of(String phrase) {
        return ofPattern(Pattern.quote(phrase.strip()));
    }

    /** Finds a pattern in the same way. */
    static WordMatcher ofPattern(String pattern) {
        return new WordMatcher(
                Pattern.compile(
                        "(?<![\\p{L}\\p{N}])(?:" + pattern + ")(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    @Override
    public List<Match> find(String text) {
        var matches = new ArrayList<Match>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                matches.add(new Match(matcher.start(), matcher.end()));
            }
        }
        return matches;
    }
}
