package dev.outcrop.internal.history.tool;

import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;

import java.util.ArrayList;
import java.util.List;

/**
 * Pairs each call of an assistant message with one result in the user message after it. A call
 * without result gets one that says so; a result without call is removed. Results of tools that
 * Bedrock ran itself are beside their calls, and stay.
 */
public final class ToolPairs {
    /** The result for the model if a result is missing. */
    public static final String NO_RESULT = "This call has no result.";

    private final List<Message> paired = new ArrayList<>();
    private boolean changed;

    /** Calls of the last assistant's message that have no result yet. */
    private final List<String> owed = new ArrayList<>(0);

    /** Calls that Bedrock ran, or was to run, without a result beside them. */
    private final List<String> onServer = new ArrayList<>(0);

    private ToolPairs() {}

    /** Returns the pairs of a conversation to send: calls at its end get results, too. */
    public static List<Message> closed(List<Message> messages) {
        return pairs(messages, true);
    }

    /** Returns the pairs of a history that may continue with the results of its last calls. */
    public static List<Message> open(List<Message> messages) {
        return pairs(messages, false);
    }

    private static List<Message> pairs(List<Message> messages, boolean toTheEnd) {
        var pairs = new ToolPairs();
        messages.forEach(pairs::add);
        if (toTheEnd) {
            pairs.settle();
        }
        return pairs.changed ? pairs.paired : messages;
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private void add(Message message) {
        if (message.role().equals(Role.ASSISTANT)) {
            settle();
            remember(message.content());
            paired.add(message);
        } else if (message.role().equals(Role.USER)) {
            List<Content> answered = answered(message.content());
            changed |= answered != message.content();
            paired.add(ListEdits.content(message, answered));
            owed.clear();
            onServer.clear();
        } else {
            paired.add(message);
        }
    }

    /** Adds the missing results in a separate message. */
    private void settle() {
        if (!owed.isEmpty()) {
            paired.add(new Message(Role.USER, noResults()));
            owed.clear();
            changed = true;
        }
    }

    private void remember(List<Content> blocks) {
        onServer.clear();
        for (Content block : blocks) {
            switch (block) {
                case Content.ToolUse use -> (use.onServer() ? onServer : owed).add(use.toolUseId());
                case Content.ToolResult result -> onServer.remove(result.toolUseId());
                case Content.Text ignored -> {}
                case Content.JsonValue ignored -> {}
                case Content.CitedText ignored -> {}
                case Content.Image ignored -> {}
                case Content.Document ignored -> {}
                case Content.Video ignored -> {}
                case Content.Audio ignored -> {}
                case Content.Reasoning ignored -> {}
                case Content.SearchResult ignored -> {}
                case Content.GuardContent ignored -> {}
                case Content.CachePoint ignored -> {}
                case Content.ToolAddition ignored -> {}
                case Content.ToolRemoval ignored -> {}
                case Content.Unknown ignored -> {}
            }
        }
    }

    private List<Content> answered(List<Content> blocks) {
        List<Content> kept =
                ListEdits.each(
                        blocks,
                        (block, i) ->
                                block instanceof Content.ToolResult result
                                                && !owed.remove(result.toolUseId())
                                                && !onServer.remove(result.toolUseId())
                                        ? null
                                        : block);
        if (owed.isEmpty()) {
            return kept;
        }
        var all = new ArrayList<Content>(kept.size() + owed.size());
        kept.stream().filter(Content.ToolResult.class::isInstance).forEach(all::add);
        all.addAll(noResults());
        kept.stream().filter(block -> !(block instanceof Content.ToolResult)).forEach(all::add);
        return all;
    }

    private List<Content> noResults() {
        var results = new ArrayList<Content>(owed.size());
        for (String id : owed) {
            results.add(new Content.ToolResult(id, List.of(Content.text(NO_RESULT))));
        }
        return results;
    }
}
