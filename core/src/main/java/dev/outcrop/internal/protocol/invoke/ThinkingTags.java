package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.message.Content;

import java.util.ArrayList;
import java.util.List;

/**
 * The tags around thinking in a model's text.
 *
 * @param open empty if the family marks no thinking
 */
record ThinkingTags(String open, String close) {
    static final ThinkingTags NONE = new ThinkingTags("", "");

    /** The tags of gpt-oss in answers of InvokeModel. */
    static final ThinkingTags REASONING = new ThinkingTags("<reasoning>", "</reasoning>");

    static final ThinkingTags THINK = new ThinkingTags("<think>", "</think>");

    /** Splits the text into blocks: thinking and text, in order. */
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

    /** Joins the blocks to the model's original text. */
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
