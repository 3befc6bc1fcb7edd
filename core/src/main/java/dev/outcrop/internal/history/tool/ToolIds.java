package dev.outcrop.internal.history.tool;

import dev.outcrop.internal.family.HistoryRules;
import dev.outcrop.internal.family.ToolIdRules;
import dev.outcrop.internal.history.edit.AsciiNames;
import dev.outcrop.internal.history.edit.ListEdits;
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
public final class ToolIds {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final HistoryRules family;
    private final Set<String> taken = new HashSet<>();

    /** The new ids of the last assistant message's calls, by their original id. */
    private final Map<String, Queue<String>> calls = new HashMap<>();

    public ToolIds(HistoryRules family) {
        this.family = family;
    }

    public List<Message> in(List<Message> messages) {
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
        ToolIdRules rules = family.ids();
        boolean isLegal =
                id.length() >= rules.shortest()
                        && AsciiNames.isLegal(id, rules.signs(), rules.longest());
        if (rules.isFixed()) {
            return free(isLegal ? id : hash(id, rules.longest()), id, rules.longest());
        }
        String legal = isLegal ? id : AsciiNames.legal(id, "-_", rules.longest());
        String free = legal.isEmpty() ? "tooluse" : legal;
        for (int n = 2; !taken.add(free); n++) {
            String suffix = "_" + n;
            int room = Math.min(legal.length(), rules.longest() - suffix.length());
            free = legal.substring(0, room) + suffix;
        }
        return free;
    }

    private String free(String first, String id, int length) {
        String free = first;
        for (int n = 2; !taken.add(free); n++) {
            free = hash(id + "_" + n, length);
        }
        return free;
    }

    /** Letters and digits that depend only on the text: FNV-1a. */
    private static String hash(String text, int length) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        var digits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            digits.append(DIGITS.charAt((int) Long.remainderUnsigned(hash, DIGITS.length())));
            hash = Long.divideUnsigned(hash, DIGITS.length());
        }
        return digits.toString();
    }
}
