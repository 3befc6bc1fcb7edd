package dev.outcrop.internal.history.tool;

import dev.outcrop.internal.family.ToolResultRules;
import dev.outcrop.internal.family.ToolResultRules.Media;
import dev.outcrop.internal.history.edit.Alternation;
import dev.outcrop.internal.history.edit.ConversationEnds;
import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Rewrites tool results so that a model accepts them.
 *
 * @param rules what the model accepts
 */
public record ToolResults(ToolResultRules rules) {
    private static final Set<String> PLAIN = Set.of("txt", "csv", "md", "html");

    /** The prefix of an error, if the model's results have no status. */
    public static final String ERROR = "Error:";

    /** Returns the messages without content in results that the model would reject. */
    public List<Message> fitted(List<Message> messages) {
        return ListEdits.contents(messages, this::fittedBlocks);
    }

    private List<Content> fittedBlocks(List<Content> blocks) {
        var moved = new Moved();
        List<Content> fitted =
                ListEdits.each(
                        blocks,
                        (block, i) ->
                                block instanceof Content.ToolResult result && result.type() == null
                                        ? fitted(result, moved)
                                        : block);
        return moved.after(fitted);
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private Content fitted(Content.ToolResult result, Moved moved) {
        moved.results++;
        moved.count = 0;
        List<Content> content =
                ListEdits.each(
                        result.content(),
                        (block, i) -> {
                            Media kind = kind(block);
                            return kind == null || rules.media().contains(kind)
                                    ? block
                                    : moved.add(block);
                        });
        if (!rules.status() && result.status() != null) {
            return new Content.ToolResult(
                    result.toolUseId(),
                    result.isError() ? marked(content) : content,
                    null,
                    null,
                    result.more());
        }
        return content == result.content() ? result : ToolBlocks.withContent(result, content);
    }

    private static List<Content> marked(List<Content> content) {
        var marked = new ArrayList<Content>(content.size() + 1);
        marked.add(Content.text(ERROR));
        marked.addAll(content);
        return marked;
    }

    /** Null for content that every model accepts inside a result. */
    private static @Nullable Media kind(Content block) {
        return switch (block) {
            case Content.Image ignored -> Media.IMAGE;
            case Content.Document document ->
                    document.format() == null || PLAIN.contains(document.format())
                            ? Media.TEXT_DOCUMENT
                            : Media.DOCUMENT;
            case Content.Video ignored -> Media.VIDEO;
            case Content.Audio ignored -> Media.AUDIO;
            case Content.Text ignored -> null;
            case Content.JsonValue ignored -> null;
            case Content.ToolUse ignored -> null;
            case Content.ToolResult ignored -> null;
            case Content.Reasoning ignored -> null;
            case Content.CitedText ignored -> null;
            case Content.SearchResult ignored -> null;
            case Content.GuardContent ignored -> null;
            case Content.CachePoint ignored -> null;
            case Content.ToolAddition ignored -> null;
            case Content.ToolRemoval ignored -> null;
            case Content.Unknown ignored -> null;
        };
    }

    /**
     * If results must be alone in a message, moves other content to a separate message after it.
     */
    public List<Message> apart(List<Message> messages) {
        if (!rules.alone() || messages.stream().noneMatch(ToolResults::isMixed)) {
            return messages;
        }
        var apart = new ArrayList<Message>(messages.size() + 2);
        for (Message message : messages) {
            if (isMixed(message)) {
                apart.add(message.withContent(results(message, true)));
                apart.add(Message.assistant(ConversationEnds.NOTHING_TO_SAY));
                apart.add(message.withContent(results(message, false)));
            } else {
                apart.add(message);
            }
        }
        return apart;
    }

    private static boolean isMixed(Message message) {
        return message.role().equals(Role.USER)
                && message.content().stream().anyMatch(Content.ToolResult.class::isInstance)
                && Alternation.saysSomething(message.withContent(results(message, false)));
    }

    private static List<Content> results(Message message, boolean wanted) {
        return message.content().stream()
                .filter(block -> block instanceof Content.ToolResult == wanted)
                .toList();
    }

    /** The blocks removed from the results of one message. */
    private static final class Moved {
        private final List<Content> blocks = new ArrayList<>(0);
        private int results;
        private int count;

        /** Removes a block, and returns its name to put in its place. */
        Content add(Content block) {
            String kind = block.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            String name = kind + " " + ++count + " of result " + results;
            blocks.add(Content.text("This is " + name + ":"));
            blocks.add(block);
            return Content.text("See " + name + ", after the results.");
        }

        List<Content> after(List<Content> others) {
            if (blocks.isEmpty()) {
                return others;
            }
            // results, then the blocks moved out of them, then the user's content
            var all = new ArrayList<Content>(others.size() + blocks.size());
            others.stream().filter(Content.ToolResult.class::isInstance).forEach(all::add);
            all.addAll(blocks);
            others.stream().filter(b -> !(b instanceof Content.ToolResult)).forEach(all::add);
            return all;
        }
    }
}
