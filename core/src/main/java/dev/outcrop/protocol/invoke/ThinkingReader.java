package dev.outcrop.protocol.invoke;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells thinking from words while a text arrives, cut anywhere. What may become a tag is held back
 * until it is one or is none. Not safe for use by several threads.
 */
final class ThinkingReader {
    /** Some of the text. */
    record Part(boolean thinking, String text) {}

    private final ThinkingTags tags;
    private String held = "";
    private boolean thinking;

    ThinkingReader(ThinkingTags tags) {
        this.tags = tags;
    }

    List<Part> next(String piece) {
        var parts = new ArrayList<Part>(1);
        if (tags.open().isEmpty()) {
            add(parts, piece);
            return parts;
        }
        String rest = held + piece;
        held = "";
        while (!rest.isEmpty()) {
            String tag = thinking ? tags.close() : tags.open();
            int at = rest.indexOf(tag);
            if (at < 0) {
                int sure = rest.length() - begun(rest, tag);
                add(parts, rest.substring(0, sure));
                held = rest.substring(sure);
                break;
            }
            add(parts, rest.substring(0, at));
            thinking = !thinking;
            rest = rest.substring(at + tag.length());
        }
        return parts;
    }

    /** What was held back is no tag. */
    List<Part> end() {
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

    /** How many characters at the end may be the beginning of the tag. */
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
