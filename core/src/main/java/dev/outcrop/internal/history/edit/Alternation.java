package dev.outcrop.internal.history.edit;

import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;

import java.util.ArrayList;
import java.util.List;

/** Makes user and assistant messages alternate, without empty messages. */
public final class Alternation {
    private Alternation() {}

    /** Returns the messages without those that contain only cache points. */
    public static List<Message> spoken(List<Message> messages) {
        return ListEdits.each(messages, (message, i) -> saysSomething(message) ? message : null);
    }

    /** Merges adjacent messages of one role, with all their blocks in order. */
    public static List<Message> merged(List<Message> messages) {
        int first = firstRepeated(messages);
        if (first < 0) {
            return messages;
        }
        var merged = new ArrayList<>(messages.subList(0, first));
        for (Message message : messages.subList(first, messages.size())) {
            if (repeats(message, merged.getLast())) {
                merged.set(merged.size() - 1, join(merged.getLast(), message));
            } else {
                merged.add(message);
            }
        }
        return merged;
    }

    private static int firstRepeated(List<Message> messages) {
        for (int i = 1; i < messages.size(); i++) {
            if (repeats(messages.get(i), messages.get(i - 1))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean repeats(Message message, Message before) {
        Role role = message.role();
        return role.equals(before.role())
                && (role.equals(Role.USER) || role.equals(Role.ASSISTANT));
    }

    private static Message join(Message first, Message second) {
        var content = new ArrayList<>(first.content());
        content.addAll(second.content());
        return new Message(first.role(), content, first.more().merged(second.more()));
    }

    public static boolean saysSomething(Message message) {
        for (Content block : message.content()) {
            if (!(block instanceof Content.CachePoint)) {
                return true;
            }
        }
        return false;
    }
}
