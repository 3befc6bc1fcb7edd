package dev.outcrop.local.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts tokens by rule: the same text has the same number of tokens on every machine. It does not
 * match any model exactly; for English prose the count is near those of real models.
 */
public final class TokenCounter {
    private static final int LONGEST = 8;
    private static final int MOST_IN_A_WORD = 4;

    private TokenCounter() {}

    /**
     * Returns the pieces of a text, which together are the text: white space followed by up to
     * eight letters and digits, or one character of any other kind.
     */
    public static List<String> split(String text) {
        var pieces = new ArrayList<String>();
        for (int start = 0; start < text.length(); ) {
            int end = endOfPiece(text, start);
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }

    public static int count(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i = endOfPiece(text, i)) {
            count++;
        }
        return count;
    }

    /** Returns the text in pieces of about a word, as models stream it. */
    public static List<String> words(String text) {
        var words = new ArrayList<String>();
        int start = 0;
        int inWord = 0;
        for (int i = 0; i < text.length(); ) {
            boolean begins = Character.isWhitespace(text.charAt(i)) || inWord == MOST_IN_A_WORD;
            if (begins && i > start) {
                words.add(text.substring(start, i));
                start = i;
                inWord = 0;
            }
            i = endOfPiece(text, i);
            inWord++;
        }
        if (start < text.length()) {
            words.add(text.substring(start));
        }
        return words;
    }

    private static int endOfPiece(String text, int start) {
        int i = start;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return i;
        }
        if (!isWordPart(text.charAt(i))) {
            return i + Character.charCount(text.codePointAt(i));
        }
        int end = i + 1;
        while (end < text.length() && end - i < LONGEST && isWordPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) && !Character.isIdeographic(c);
    }
}
