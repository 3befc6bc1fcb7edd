package dev.outcrop.internal.chat;

import dev.outcrop.message.Content;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a history into rounds: a new one begins with each user question; tool results belong to
 * the current one.
 */
public final class Rounds {
    private Rounds() {}

    public static List<List<Turn>> of(List<Turn> turns) {
        var rounds = new ArrayList<List<Turn>>();
        var round = new ArrayList<Turn>();
        for (Turn turn : turns) {
            if (begins(turn) && !round.isEmpty()) {
                rounds.add(List.copyOf(round));
                round.clear();
            }
            round.add(turn);
        }
        if (!round.isEmpty()) {
            rounds.add(List.copyOf(round));
        }
        return rounds;
    }

    private static boolean begins(Turn turn) {
        return turn.role().equals(Role.USER)
                && turn.content().stream().noneMatch(Content.ToolResult.class::isInstance);
    }
}
