package dev.outcrop.internal.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * Separates thinking from text that arrives in pieces, cut at any position. A possible tag is held
 * back until it is complete or ruled out. Not safe for use by several threads.
 */
public final class ThinkingReader {
    /** A part of the text. */
    public record Part(boolean thinking, String text) {}

    private final ThinkingTags tags;
    private String held = "";
    private boolean thinking;

    ThinkingReader(ThinkingTags tags) {
        this.tags = tags;
    }

    /** Returns the parts that are certain after one more piece. */
    public List<Part> next(String piece) {
        var parts = new ArrayList<Part>(1);
        if (tags.open().isEmpty()) {
            add(parts, piece);
            return parts;
        }
        String text = held + piece;
        int from = 0;
        while (true) {
            String tag = thinking ? tags.close() : tags.open();
            int at = text.indexOf(tag, from);
            if (at < 0) {
                String rest = text.substring(from);
                int sure = rest.length() - begun(rest, tag);
                add(parts, rest.substring(0, sure));
                held = rest.substring(sure);
                return parts;
            }
            add(parts, text.substring(from, at));
            thinking = !thinking;
            from = at + tag.length();
        }
    }

    /** Returns the text that was held back: it is not a tag. */
    public List<Part> end() {
        var parts = new ArrayList<Part>(1);
        add(parts, held);
        held = "";
        return parts;
    }

    private void add(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part(thinking, text));
        }
    }

    /** The number of characters at the end that may be the beginning of the tag. */
    static int begun(String text, String tag) {
        int most = Math.min(text.length(), tag.length() - 1);
        for (int length = most; length > 0; length--) {
            if (text.endsWith(tag.substring(0, length))) {
                return length;
            }
        }
        return 0;
    }
}
