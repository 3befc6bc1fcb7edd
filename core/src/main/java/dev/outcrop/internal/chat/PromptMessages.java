package dev.outcrop.internal.chat;

import dev.outcrop.message.Content;
import dev.outcrop.message.Message;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The messages of the prompts of a batch. */
public final class PromptMessages {
    private PromptMessages() {}

    /**
     * Returns the messages of each prompt.
     *
     * @throws NullPointerException if one is null; says which
     * @throws IllegalArgumentException if one is of another type; says which
     */
    public static List<List<Message>> all(List<?> prompts) {
        var all = new ArrayList<List<Message>>(prompts.size());
        for (Object prompt : prompts) {
            List<Message> messages = prompt == null ? null : messagesOrNull(prompt);
            if (messages == null) {
                String which = "input " + all.size() + " of the batch ";
                if (prompt == null) {
                    throw new NullPointerException(which + "is null");
                }
                throw new IllegalArgumentException(which + refusal(prompt));
            }
            all.add(messages);
        }
        return all;
    }

    /**
     * Returns the messages of a prompt.
     *
     * @throws IllegalArgumentException if it is of another type
     */
    public static List<Message> messages(Object prompt) {
        List<Message> messages = messagesOrNull(prompt);
        if (messages == null) {
            throw new IllegalArgumentException("the input " + refusal(prompt));
        }
        return messages;
    }

    private static @Nullable List<Message> messagesOrNull(Object prompt) {
        return switch (prompt) {
            case String text -> List.of(Message.user(text));
            case Content block -> List.of(Message.user(block));
            case Message message -> List.of(message);
            case List<?> list
                    when !list.isEmpty() && list.stream().allMatch(Message.class::isInstance) ->
                    list.stream().map(Message.class::cast).toList();
            case List<?> list
                    when !list.isEmpty() && list.stream().allMatch(Content.class::isInstance) ->
                    List.of(Message.user(list.toArray(Content[]::new)));
            default -> null;
        };
    }

    private static String refusal(Object prompt) {
        return "must be a String, Content or Message, or a list of contents or messages, but is "
                + (prompt instanceof List<?> list && list.isEmpty()
                        ? "an empty list"
                        : "of type " + prompt.getClass().getName());
    }
}
