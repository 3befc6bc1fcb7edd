package dev.outcrop.internal.protocol;

import dev.outcrop.message.Content;

import java.util.ArrayList;
import java.util.List;

/**
 * The tags around thinking in a model's text.
 *
 * @param open empty if the family marks no thinking
 */
public record ThinkingTags(String open, String close) {
    public static final ThinkingTags NONE = new ThinkingTags("", "");

    /** The tags of gpt-oss in answers of InvokeModel. */
    public static final ThinkingTags REASONING = new ThinkingTags("<reasoning>", "</reasoning>");

    public static final ThinkingTags THINK = new ThinkingTags("<think>", "</think>");

    /** Splits the text into blocks: thinking and text, in order. */
    public List<Content> blocks(String text) {
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
    public String text(List<Content> blocks) {
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

    /** Returns a reader for a text that arrives in pieces. */
    public ThinkingReader reader() {
        return new ThinkingReader(this);
    }
}
