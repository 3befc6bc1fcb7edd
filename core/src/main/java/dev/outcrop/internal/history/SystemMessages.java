package dev.outcrop.internal.history;

import dev.outcrop.internal.Warnings;
import dev.outcrop.internal.family.SystemRules;
import dev.outcrop.internal.history.edit.BlankText;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;

import java.util.ArrayList;
import java.util.List;

/**
 * Moves system messages to where the model accepts them: before the conversation, after a user's
 * message, or, if it accepts none, into the first question.
 *
 * @see <a
 *     href="https://platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages">
 *     mid-conversation system messages</a>
 */
public final class SystemMessages {
    private SystemMessages() {}

    /** Returns the request in the form that the model accepts; what changes is logged once. */
    public static ConverseRequest placed(
            ConverseRequest request, SystemRules rules, Warnings warnings) {
        boolean inside = isInside(request.messages());
        return switch (rules) {
            case FRONT -> inside ? atFront(request, warnings) : request;
            case IN_PLACE -> inside ? inPlace(request, warnings) : request;
            case UNSUPPORTED -> inQuestion(inside ? atFront(request, warnings) : request, warnings);
        };
    }

    private static boolean isInside(List<Message> messages) {
        for (Message message : messages) {
            if (message.role().equals(Role.SYSTEM)) {
                return true;
            }
        }
        return false;
    }

    private static ConverseRequest atFront(ConverseRequest request, Warnings warnings) {
        var system = new ArrayList<>(request.system());
        var others = new ArrayList<Message>();
        for (Message message : request.messages()) {
            if (!message.role().equals(Role.SYSTEM)) {
                others.add(message);
            } else {
                if (!others.isEmpty()) {
                    warnings.once(
                            request.modelId()
                                    + " supports system messages only at the beginning: one in the"
                                    + " middle of the conversation was moved there.");
                }
                system.addAll(message.content());
            }
        }
        return request.toBuilder().system(system).messages(others).build();
    }

    /** A system message must follow a user's: one before a user's message moves behind it. */
    private static ConverseRequest inPlace(ConverseRequest request, Warnings warnings) {
        var placed = new ArrayList<Message>();
        var open = new ArrayList<Content>();
        for (Message message : request.messages()) {
            if (message.role().equals(Role.SYSTEM)) {
                open.addAll(message.content());
            } else {
                if (!message.role().equals(Role.USER)) {
                    close(placed, open);
                }
                placed.add(message);
            }
        }
        close(placed, open);
        if (!open.isEmpty()) {
            placed.add(new Message(Role.SYSTEM, open));
            return atFront(request.toBuilder().messages(placed).build(), warnings);
        }
        return request.toBuilder().messages(placed).build();
    }

    private static void close(List<Message> placed, List<Content> open) {
        if (!open.isEmpty() && !placed.isEmpty() && placed.getLast().role().equals(Role.USER)) {
            placed.add(new Message(Role.SYSTEM, open));
            open.clear();
        }
    }

    private static ConverseRequest inQuestion(ConverseRequest request, Warnings warnings) {
        List<Content> words =
                BlankText.without(request.system()).stream()
                        .filter(block -> !(block instanceof Content.CachePoint))
                        .toList();
        if (words.isEmpty()) {
            return request.system().isEmpty()
                    ? request
                    : request.toBuilder().system(List.of()).build();
        }
        warnings.once(
                request.modelId()
                        + " does not support system messages: the system prompt is sent as the"
                        + " beginning of the first question.");
        var messages = new ArrayList<>(request.messages());
        int first = firstOfUser(messages);
        if (first < 0) {
            messages.addFirst(new Message(Role.USER, words));
        } else {
            var content = new ArrayList<>(words);
            content.addAll(messages.get(first).content());
            messages.set(first, messages.get(first).withContent(content));
        }
        return request.toBuilder().system(List.of()).messages(messages).build();
    }

    private static int firstOfUser(List<Message> messages) {
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).role().equals(Role.USER)) {
                return i;
            }
        }
        return -1;
    }
}
