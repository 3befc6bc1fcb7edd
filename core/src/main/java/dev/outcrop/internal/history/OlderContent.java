package dev.outcrop.internal.history;

import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Predicate;

/**
 * Replaces content that was said before the question and that the receiving model, or its format,
 * does not support: a text says what was there. Otherwise a conversation could not continue with a
 * model that reads less than the one before it. The question itself is not changed.
 */
public final class OlderContent {
    private OlderContent() {}

    /**
     * Returns the request with texts in place of unsupported blocks before the question; the same
     * instance if there are none.
     *
     * @param supported whether the receiver supports a block; texts are not asked about
     */
    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    public static ConverseRequest replaced(ConverseRequest request, Predicate<Content> supported) {
        int question = question(request.messages());
        List<Message> messages =
                ListEdits.each(
                        request.messages(),
                        (message, i) ->
                                i == question
                                        ? message
                                        : ListEdits.content(
                                                message,
                                                ListEdits.each(
                                                        message.content(),
                                                        (block, j) -> fitted(block, supported))));
        return messages == request.messages()
                ? request
                : request.toBuilder().messages(messages).build();
    }

    /** The index of the last message in which the user says more than tool results. */
    private static int question(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            Message message = messages.get(i);
            boolean asks =
                    message.role().equals(Role.USER)
                            && message.content().stream()
                                    .anyMatch(block -> !(block instanceof Content.ToolResult));
            if (asks) {
                return i;
            }
        }
        return -1;
    }

    private static Content fitted(Content block, Predicate<Content> supported) {
        String text = replacement(block);
        return text == null || supported.test(block) ? block : Content.text(text);
    }

    /** What is said in place of a block; null for blocks that are never replaced. */
    private static @Nullable String replacement(Content block) {
        return switch (block) {
            case Content.Image ignored -> MediaFit.replacement("image");
            case Content.Document ignored -> MediaFit.replacement("document");
            case Content.Video ignored -> MediaFit.replacement("video");
            case Content.Audio ignored -> MediaFit.replacement("audio");
            case Content.ToolUse use ->
                    "(The tool " + use.name() + " was called with " + use.input() + ".)";
            case Content.ToolResult result -> "(The tool returned: " + said(result.content()) + ")";
            case Content.SearchResult ignored -> MediaFit.replacement("search result");
            case Content.GuardContent ignored -> null;
            case Content.Text ignored -> null;
            case Content.JsonValue ignored -> null;
            case Content.CitedText ignored -> null;
            case Content.Reasoning ignored -> null;
            case Content.CachePoint ignored -> null;
            case Content.ToolAddition ignored -> null;
            case Content.ToolRemoval ignored -> null;
            case Content.Unknown ignored -> null;
        };
    }

    private static String said(List<Content> result) {
        var said = new StringBuilder();
        for (Content block : result) {
            String text =
                    block instanceof Content.Text plain
                            ? plain.text()
                            : block instanceof Content.JsonValue value
                                    ? value.json().toString()
                                    : replacement(block);
            said.append(said.isEmpty() ? "" : " ").append(text == null ? "" : text);
        }
        return said.toString();
    }
}
