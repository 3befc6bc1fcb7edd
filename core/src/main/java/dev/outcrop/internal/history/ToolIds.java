package dev.outcrop.internal.history;

import dev.outcrop.internal.family.HistoryRules;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Gives each call a unique id that its model accepts: an id is changed both in the call and in its
 * result. An id depends only on the messages before it, so it stays the same as the conversation
 * grows. For one conversation.
 */
final class ToolIds {
    private static final int LONGEST = 64;

    private final HistoryRules family;
    private final Set<String> taken = new HashSet<>();

    /** The new ids of the last assistant message's calls, by their original id. */
    private final Map<String, Queue<String>> calls = new HashMap<>();

    ToolIds(HistoryRules family) {
        this.family = family;
    }

    List<Message> in(List<Message> messages) {
        return ListEdits.each(
                messages,
                (message, i) -> {
                    if (message.role().equals(Role.ASSISTANT)) {
                        calls.clear();
                    }
                    return ListEdits.content(
                            message, ListEdits.each(message.content(), this::renamed));
                });
    }

    private Content renamed(Content block, int index) {
        return switch (block) {
            case Content.ToolUse use -> {
                String id = free(use.toolUseId());
                calls.computeIfAbsent(use.toolUseId(), key -> new ArrayDeque<>(1)).add(id);
                yield id.equals(use.toolUseId())
                        ? use
                        : new Content.ToolUse(id, use.name(), use.input(), use.type(), use.more());
            }
            case Content.ToolResult result -> {
                Queue<String> ids = calls.get(result.toolUseId());
                String id = ids == null ? null : ids.poll();
                yield id == null || id.equals(result.toolUseId())
                        ? result
                        : new Content.ToolResult(
                                id,
                                result.content(),
                                result.status(),
                                result.type(),
                                result.more());
            }
            case Content.Text ignored -> block;
            case Content.JsonValue ignored -> block;
            case Content.CitedText ignored -> block;
            case Content.Image ignored -> block;
            case Content.Document ignored -> block;
            case Content.Video ignored -> block;
            case Content.Audio ignored -> block;
            case Content.Reasoning ignored -> block;
            case Content.SearchResult ignored -> block;
            case Content.GuardContent ignored -> block;
            case Content.CachePoint ignored -> block;
            case Content.ToolAddition ignored -> block;
            case Content.ToolRemoval ignored -> block;
            case Content.Unknown ignored -> block;
        };
    }

    private String free(String id) {
        String legal =
                AsciiNames.isLegal(id, family.idSigns(), LONGEST)
                        ? id
                        : AsciiNames.legal(id, "-_", LONGEST);
        String free = legal.isEmpty() ? "tooluse" : legal;
        for (int n = 2; !taken.add(free); n++) {
            String suffix = "_" + n;
            int room = Math.min(legal.length(), LONGEST - suffix.length());
            free = legal.substring(0, room) + suffix;
        }
        return free;
    }
}
