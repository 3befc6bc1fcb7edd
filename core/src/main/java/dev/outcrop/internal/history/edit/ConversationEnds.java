package dev.outcrop.internal.history.edit;

import dev.outcrop.internal.family.HistoryRules;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;

import java.util.ArrayList;
import java.util.List;

/** The first and the last message of a conversation. */
public final class ConversationEnds {
    /** The text of a message that must not be empty; it belongs to no language. */
    public static final String NOTHING_TO_SAY = ".";

    private ConversationEnds() {}

    /**
     * Adds a user message before an assistant message at the beginning, unless the model accepts
     * that.
     */
    public static List<Message> begun(List<Message> messages, HistoryRules family) {
        if (family.assistantBegins()
                || messages.isEmpty()
                || !messages.getFirst().role().equals(Role.ASSISTANT)) {
            return messages;
        }
        var begun = new ArrayList<Message>(messages.size() + 1);
        begun.add(Message.user(NOTHING_TO_SAY));
        begun.addAll(messages);
        return begun;
    }

    /** Removes white space at the end of an assistant message that the model must continue. */
    public static List<Message> trimmed(List<Message> messages) {
        int last = messages.size() - 1;
        return ListEdits.each(
                messages,
                (message, i) ->
                        i == last && message.role().equals(Role.ASSISTANT)
                                ? ListEdits.content(message, withTrimmedEnd(message.content()))
                                : message);
    }

    private static List<Content> withTrimmedEnd(List<Content> blocks) {
        int end = blocks.size() - 1;
        while (end >= 0 && blocks.get(end) instanceof Content.CachePoint) {
            end--;
        }
        int last = end;
        return ListEdits.each(
                blocks,
                (block, i) ->
                        i == last && block instanceof Content.Text text ? trimmed(text) : block);
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private static Content trimmed(Content.Text text) {
        String trimmed = Whitespace.withoutTrailing(text.text());
        return trimmed == text.text() ? text : new Content.Text(trimmed, text.more());
    }

    /** Rejects an assistant message at the end, which the newest Claude models do not continue. */
    public static void requireUserLast(
            List<Message> given, List<Message> now, HistoryRules family, HistoryRefusal refusal) {
        if (!family.continuesAssistant()
                && !now.isEmpty()
                && now.getLast().role().equals(Role.ASSISTANT)) {
            int last = given.size() - 1;
            throw refusal.of(
                    last,
                    Math.max(0, given.get(last).content().size() - 1),
                    "assistant message at the end",
                    "this model does not continue an assistant message",
                    "End with a user message. To shape the answer, describe"
                            + " the form there, or use outputConfig.");
        }
    }
}
