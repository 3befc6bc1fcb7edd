package dev.outcrop.internal.aws.config;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits text into words as a POSIX shell does, with its quotes and backslashes. AWS's command line
 * reads the headers of sections this way, and quotes the names of profiles that contain spaces.
 */
final class QuotedWords {
    private final String text;
    private int next;

    private QuotedWords(String text) {
        this.text = text;
    }

    /** Returns the words; null if a quote is not closed or a backslash ends the text. */
    static @Nullable List<String> split(String text) {
        var reader = new QuotedWords(text);
        var words = new ArrayList<String>();
        while (reader.skipSpace()) {
            String word = reader.word();
            if (word == null) {
                return null;
            }
            words.add(word);
        }
        return words;
    }

    private boolean skipSpace() {
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next < text.length();
    }

    private @Nullable String word() {
        var word = new StringBuilder();
        while (next < text.length() && !Character.isWhitespace(text.charAt(next))) {
            char c = text.charAt(next++);
            if (c == '\'' || c == '"') {
                if (!quoted(c, word)) {
                    return null;
                }
            } else if (c == '\\') {
                if (next == text.length()) {
                    return null;
                }
                word.append(text.charAt(next++));
            } else {
                word.append(c);
            }
        }
        return word.toString();
    }

    /** Reads up to the closing quote; false if there is none. */
    private boolean quoted(char quote, StringBuilder word) {
        while (next < text.length()) {
            char c = text.charAt(next++);
            if (c == quote) {
                return true;
            }
            boolean escape = c == '\\' && quote == '"' && next < text.length();
            if (escape && (text.charAt(next) == '"' || text.charAt(next) == '\\')) {
                c = text.charAt(next++);
            }
            word.append(c);
        }
        return false;
    }
}
