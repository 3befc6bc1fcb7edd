package dev.outcrop.internal.chat;

import dev.outcrop.message.Content;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Turns passed in by the caller.
 *
 * @param system the system prompt at the beginning; null if there is none
 */
public record GivenHistory(@Nullable List<Content> system, List<Turn> turns) {
    public static GivenHistory of(List<Turn> turns) {
        boolean headed = !turns.isEmpty() && isSystem(turns.getFirst());
        List<Turn> said = headed ? turns.subList(1, turns.size()) : turns;
        if (said.stream().anyMatch(GivenHistory::isSystem)) {
            throw new IllegalArgumentException("a system turn is allowed only at the beginning");
        }
        return new GivenHistory(headed ? turns.getFirst().content() : null, List.copyOf(said));
    }

    private static boolean isSystem(Turn turn) {
        return turn.role().equals(Role.SYSTEM);
    }
}
