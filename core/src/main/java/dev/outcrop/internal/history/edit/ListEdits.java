package dev.outcrop.internal.history.edit;

import dev.outcrop.message.Content;
import dev.outcrop.message.Message;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Edits lists and copies only what changes: a list without changes stays the same instance. */
public final class ListEdits {
    private ListEdits() {}

    /** Returns an element, its replacement, or null to remove it. */
    public interface Edit<T> {
        @Nullable T of(T item, int index);
    }

    /** Returns the edited blocks of a message. */
    public interface ContentEdit {
        List<Content> of(List<Content> content);
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    public static <T> List<T> each(List<T> items, Edit<T> edit) {
        ArrayList<T> edited = null;
        for (int i = 0; i < items.size(); i++) {
            T item = items.get(i);
            T now = edit.of(item, i);
            if (edited == null && now != item) {
                edited = new ArrayList<>(items.subList(0, i));
            }
            if (edited != null && now != null) {
                edited.add(now);
            }
        }
        return edited == null ? items : edited;
    }

    public static List<Message> contents(List<Message> messages, ContentEdit edit) {
        return each(messages, (message, i) -> content(message, edit.of(message.content())));
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    public static Message content(Message message, List<Content> content) {
        return content == message.content() ? message : message.withContent(content);
    }
}
