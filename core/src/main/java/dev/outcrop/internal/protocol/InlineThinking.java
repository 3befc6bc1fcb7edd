package dev.outcrop.internal.protocol;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.BoundedMemo;
import dev.outcrop.internal.family.InlineThinkingRules;
import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.json.Json;
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
    /** Each answer needs them. */
    private static final BoundedMemo<ThinkingTags> TAGS = new BoundedMemo<>(InlineThinking::named);

    private InlineThinking() {}

    private static ThinkingTags tags(ModelName model) {
        return TAGS.of(InlineThinkingRules.tag(model));
    }

    private static ThinkingTags named(String tag) {
        return tag.isEmpty()
                ? ThinkingTags.NONE
                : new ThinkingTags("<" + tag + ">", "</" + tag + ">");
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
        var content = new ArrayList<Content>(blocks(text, tags));
        content.addAll(turn.content().subList(1, turn.content().size()));
        return with(turn, content);
    }

    /** Returns the events with blocks of reasoning. */
    public static EventSource split(EventSource events, ModelName model) {
        ThinkingTags tags = tags(model);
        return tags.open().isEmpty() ? events : new InlineThinkingEvents(events, tags);
    }

    private static List<Content> blocks(Content.Text text, ThinkingTags tags) {
        var reader = new LeadingThinking(tags);
        var parts = new ArrayList<>(reader.next(text.text()));
        parts.addAll(reader.end());
        var blocks = new ArrayList<Content>();
        var words = new StringBuilder();
        for (LeadingThinking.Part part : parts) {
            words.append(part.text());
            if (part.end() != null) {
                blocks.add(new Content.Reasoning(words.toString(), null, null, part.end()));
                words.setLength(0);
            }
        }
        if (!words.isEmpty()) {
            blocks.add(new Content.Text(words.toString(), text.more()));
        }
        return blocks;
    }

    /** Returns the turn as the model's API represents it: with the thinking in its text. */
    public static Turn joined(Turn turn, ModelName model) {
        ThinkingTags tags = tags(model);
        if (tags.open().isEmpty()) {
            return turn;
        }
        var text = new StringBuilder();
        int joined = 0;
        List<Content> all = turn.content();
        while (joined < all.size()
                && all.get(joined) instanceof Content.Reasoning thought
                && thought.text() != null) {
            text.append(LeadingThinking.written(thought, tags));
            joined++;
        }
        if (joined == 0) {
            return turn;
        }
        Json.Obj more = Json.EMPTY;
        if (joined < all.size() && all.get(joined) instanceof Content.Text rest) {
            text.append(rest.text());
            more = rest.more();
            joined++;
        }
        var content = new ArrayList<Content>();
        content.add(new Content.Text(text.toString(), more));
        content.addAll(all.subList(joined, all.size()));
        return with(turn, content);
    }

    private static Turn with(Turn turn, List<Content> content) {
        Message message = turn.message();
        return new Turn(new Message(message.role(), content, message.more()), turn.metadata());
    }
}
