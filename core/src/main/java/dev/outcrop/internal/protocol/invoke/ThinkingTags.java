package dev.outcrop.internal.protocol.invoke;

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
        for (int i = 0; i < parts.size(); ) {
            boolean thinking = parts.get(i).thinking();
            var joined = new StringBuilder();
            while (i < parts.size() && parts.get(i).thinking() == thinking) {
                joined.append(parts.get(i++).text());
            }
            blocks.add(
                    thinking
                            ? new Content.Reasoning(joined.toString(), null)
                            : new Content.Text(joined.toString()));
        }
        return blocks;
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
