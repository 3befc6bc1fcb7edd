package dev.outcrop.protocol.invoke;

import dev.outcrop.message.Content;

import java.util.ArrayList;
import java.util.List;

/**
 * Thinking that a model writes into its text, between two tags.
 *
 * @param open empty where the family marks no thinking
 */
record ThinkingTags(String open, String close) {
    static final ThinkingTags NONE = new ThinkingTags("", "");

    /** Of gpt-oss, as InvokeModel gives its answers. */
    static final ThinkingTags REASONING = new ThinkingTags("<reasoning>", "</reasoning>");

    static final ThinkingTags THINK = new ThinkingTags("<think>", "</think>");

    /** The text as blocks: thinking and words, in order. */
    List<Content> blocks(String text) {
        var blocks = new ArrayList<Content>();
        var reader = reader();
        var parts = new ArrayList<>(reader.next(text));
        parts.addAll(reader.end());
        for (ThinkingReader.Part part : joined(parts)) {
            blocks.add(
                    part.thinking()
                            ? new Content.Reasoning(part.text(), null)
                            : new Content.Text(part.text()));
        }
        return blocks;
    }

    private static List<ThinkingReader.Part> joined(List<ThinkingReader.Part> parts) {
        var joined = new ArrayList<ThinkingReader.Part>();
        for (ThinkingReader.Part part : parts) {
            if (!joined.isEmpty() && joined.getLast().thinking() == part.thinking()) {
                String before = joined.removeLast().text();
                joined.add(new ThinkingReader.Part(part.thinking(), before + part.text()));
            } else {
                joined.add(part);
            }
        }
        return joined;
    }

    /** The blocks as one text, as the model wrote it. */
    String text(List<Content> blocks) {
        var text = new StringBuilder();
        for (Content block : blocks) {
            if (block instanceof Content.Reasoning reasoning && reasoning.text() != null) {
                text.append(open).append(reasoning.text()).append(close);
            } else {
                text.append(Content.text(List.of(block)));
            }
        }
        return text.toString();
    }

    ThinkingReader reader() {
        return new ThinkingReader(this);
    }
}
