package dev.outcrop.internal.protocol;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.family.InlineThinkingRules;
import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes blocks of reasoning from the thinking that a model writes into its text, whole and
 * streamed. Only a tag at the beginning of the answer counts: later ones may be what the caller
 * asked for.
 */
public final class InlineThinking {
    private InlineThinking() {}

    private static ThinkingTags tags(ModelName model) {
        String tag = InlineThinkingRules.tag(model);
        return tag.isEmpty()
                ? ThinkingTags.NONE
                : new ThinkingTags("<" + tag + ">", "</" + tag + ">", true);
    }

    /** Returns the turn with blocks of reasoning; the same one if it contains no tag. */
    public static Turn split(Turn turn, ModelName model) {
        ThinkingTags tags = tags(model);
        if (tags.open().isEmpty()
                || turn.content().isEmpty()
                || !(turn.content().getFirst() instanceof Content.Text text)
                || !text.text().stripLeading().startsWith(tags.open())) {
            return turn;
        }
        var content = new ArrayList<Content>();
        for (Content block : tags.blocks(text.text())) {
            content.add(
                    block instanceof Content.Text(String words, var ignored)
                            ? new Content.Text(words, text.more())
                            : block);
        }
        content.addAll(turn.content().subList(1, turn.content().size()));
        return with(turn, content);
    }

    /** Returns the events with blocks of reasoning. */
    public static EventSource split(EventSource events, ModelName model) {
        ThinkingTags tags = tags(model);
        return tags.open().isEmpty() ? events : new InlineThinkingEvents(events, tags);
    }

    /**
     * Returns the turn as the model's API represents it: with the thinking in its text. The blanks
     * around the tags are not those of the model.
     */
    public static Turn joined(Turn turn, ModelName model) {
        ThinkingTags tags = tags(model);
        if (tags.open().isEmpty()
                || turn.content().isEmpty()
                || !(turn.content().getFirst() instanceof Content.Reasoning thought)
                || thought.text() == null) {
            return turn;
        }
        List<Content> rest = turn.content().subList(1, turn.content().size());
        boolean hasText = !rest.isEmpty() && rest.getFirst() instanceof Content.Text;
        List<Content> joined = turn.content().subList(0, hasText ? 2 : 1);
        var content = new ArrayList<Content>();
        content.add(Content.text(tags.text(joined)));
        content.addAll(rest.subList(hasText ? 1 : 0, rest.size()));
        return with(turn, content);
    }

    private static Turn with(Turn turn, List<Content> content) {
        Message message = turn.message();
        return new Turn(new Message(message.role(), content, message.more()), turn.metadata());
    }
}
