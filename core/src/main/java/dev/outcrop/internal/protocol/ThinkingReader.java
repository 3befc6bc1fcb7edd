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

    /** For tags that count only at the beginning: whether a tag was read, and whether text was. */
    private boolean thought;

    private boolean begun;

    ThinkingReader(ThinkingTags tags) {
        this.tags = tags;
    }

    /** Returns the parts that are certain after one more piece. */
    public List<Part> next(String piece) {
        var parts = new ArrayList<Part>(1);
        if (tags.leading()) {
            leading(held + piece, parts);
            return parts;
        }
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

    private void leading(String text, List<Part> parts) {
        String rest = text;
        held = "";
        while (!rest.isEmpty()) {
            if (begun) {
                add(parts, rest);
                return;
            }
            if (thinking) {
                int end = rest.indexOf(tags.close());
                if (end < 0) {
                    int sure = rest.length() - begun(rest, tags.close());
                    add(parts, rest.substring(0, sure));
                    held = rest.substring(sure);
                    return;
                }
                add(parts, rest.substring(0, end));
                thinking = false;
                rest = rest.substring(end + tags.close().length());
                continue;
            }
            String words = rest.stripLeading();
            if (words.startsWith(tags.open())) {
                thinking = true;
                thought = true;
                rest = words.substring(tags.open().length());
            } else if (tags.open().startsWith(words)) {
                held = rest; // blanks, or the beginning of a tag
                return;
            } else {
                begun = true;
                rest = thought ? words : rest;
            }
        }
    }

    /** Returns the text that was held back: it is not a tag. */
    public List<Part> end() {
        var parts = new ArrayList<Part>(1);
        add(parts, thought && !thinking ? held.stripLeading() : held);
        held = "";
        return parts;
    }

    private void add(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part(thinking, text));
        }
    }

    /** The number of characters at the end that may be the beginning of the tag. */
    private static int begun(String text, String tag) {
        int most = Math.min(text.length(), tag.length() - 1);
        for (int length = most; length > 0; length--) {
            if (text.endsWith(tag.substring(0, length))) {
                return length;
            }
        }
        return 0;
    }
}
