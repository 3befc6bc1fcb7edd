package dev.outcrop.internal.protocol;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Separates the thinking at the beginning of a text that arrives in pieces, cut at any position. A
 * tag counts only after nothing but blanks and other thinking. The blanks around thinking are part
 * of neither; they are kept beside it. Not safe for use by several threads.
 */
final class LeadingThinking {
    /**
     * The member of a block with what surrounded it. It is never sent: no model with such tags
     * accepts blocks of reasoning, and no other model receives them.
     */
    private static final String OWN = "inlineThinking";

    /**
     * A part of the text.
     *
     * @param thinking whether it is thinking
     * @param end for the end of a thought: what surrounded it; null for a part of a text
     */
    record Part(boolean thinking, String text, Json.@Nullable Obj end) {}

    private final ThinkingTags tags;
    private String held = "";
    private String before = "";
    private boolean thinking;
    private boolean closed;
    private boolean text;

    LeadingThinking(ThinkingTags tags) {
        this.tags = tags;
    }

    /** Returns the parts that are certain after one more piece. */
    List<Part> next(String piece) {
        var parts = new ArrayList<Part>(1);
        String rest = held + piece;
        held = "";
        while (!rest.isEmpty()) {
            if (text) {
                parts.add(new Part(false, rest, null));
                return parts;
            }
            rest = thinking ? thought(rest, parts) : between(rest, parts);
        }
        return parts;
    }

    private String thought(String rest, List<Part> parts) {
        int end = rest.indexOf(tags.close());
        int sure = end < 0 ? rest.length() - ThinkingReader.begun(rest, tags.close()) : end;
        if (sure > 0) {
            parts.add(new Part(true, rest.substring(0, sure), null));
        }
        if (end < 0) {
            held = rest.substring(sure);
            return "";
        }
        thinking = false;
        closed = true;
        return rest.substring(end + tags.close().length());
    }

    private String between(String rest, List<Part> parts) {
        String words = rest.stripLeading();
        String blanks = rest.substring(0, rest.length() - words.length());
        if (words.startsWith(tags.open())) {
            if (closed) {
                parts.add(end(blanks, true));
            } else {
                before = blanks;
            }
            closed = false;
            thinking = true;
            parts.add(new Part(true, "", null));
            return words.substring(tags.open().length());
        }
        if (tags.open().startsWith(words)) {
            held = rest; // blanks, or the beginning of a tag
            return "";
        }
        text = true;
        if (!closed) {
            return rest;
        }
        parts.add(end(blanks, true));
        return words;
    }

    /** Returns the text that was held back: it is not a tag. */
    List<Part> end() {
        var parts = new ArrayList<Part>(2);
        if (thinking) {
            parts.add(new Part(true, held, null));
            parts.add(end("", false));
        } else if (closed && !text) {
            String words = held.stripLeading();
            parts.add(end(held.substring(0, held.length() - words.length()), true));
            addText(words, parts);
        } else {
            addText(held, parts);
        }
        held = "";
        return parts;
    }

    private static void addText(String words, List<Part> parts) {
        if (!words.isEmpty()) {
            parts.add(new Part(false, words, null));
        }
    }

    private Part end(String after, boolean hasTag) {
        Json.Obj around = Json.EMPTY;
        around = before.isEmpty() ? around : around.with("before", Json.of(before));
        around = after.isEmpty() ? around : around.with("after", Json.of(after));
        around = hasTag ? around : around.with("unclosed", Json.of(true));
        before = "";
        closed = false;
        return new Part(true, "", around.isEmpty() ? Json.EMPTY : Json.EMPTY.with(OWN, around));
    }

    /** Returns a thought as it stood in the text. */
    static String written(Content.Reasoning thought, ThinkingTags tags) {
        Json.Obj around = thought.more().object(OWN);
        String after = around.string("after");
        String before = around.string("before");
        boolean unclosed = around.get("unclosed") != null;
        return (before == null ? "" : before)
                + tags.open()
                + thought.text()
                + (unclosed ? "" : tags.close())
                + (after == null ? "" : after);
    }
}
