package dev.outcrop.internal.chat;

import dev.outcrop.internal.caching.TokenEstimate;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Cuts a history to its newest part. It then begins with a question, and each tool call is together
 * with its result. System messages at the beginning stay.
 */
public final class HistoryTrim {
    private HistoryTrim() {}

    /** Estimates the tokens of messages. */
    public static long tokens(List<Message> messages) {
        long sum = 0;
        for (Message message : messages) {
            sum += TokenEstimate.of(message.content());
        }
        return sum;
    }

    /**
     * Returns the longest end of a history that fits; at least the last question with what follows
     * it, of which only tool calls are left out that are not the last.
     *
     * @param fits called a few times; must fit each end of a history that fits
     */
    public static List<Turn> of(List<Turn> turns, Predicate<List<Turn>> fits) {
        if (fits.test(turns)) {
            return turns;
        }
        int head = 0;
        while (head < turns.size() && turns.get(head).role().equals(Role.SYSTEM)) {
            head++;
        }
        List<Turn> system = turns.subList(0, head);
        List<List<Turn>> rounds = Rounds.of(turns.subList(head, turns.size()));
        if (rounds.isEmpty()) {
            return turns;
        }
        int low = 0; // does not fit
        int high = rounds.size() - 1; // fits, or is the last
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (fits.test(joined(system, rounds.subList(middle, rounds.size())))) {
                high = middle;
            } else {
                low = middle;
            }
        }
        List<Turn> end = joined(system, rounds.subList(high, rounds.size()));
        return high < rounds.size() - 1 || fits.test(end)
                ? end
                : withFewerCalls(system, rounds.getLast(), fits);
    }

    /**
     * Returns the turns that are not in the rest.
     *
     * @param rest some of them, in their order
     */
    @SuppressWarnings("ReferenceEquality") // equal turns are not the same turn
    public static List<Turn> removed(List<Turn> turns, List<Turn> rest) {
        var removed = new ArrayList<Turn>();
        int at = rest.size() - 1;
        for (Turn turn : turns.reversed()) {
            if (at >= 0 && rest.get(at) == turn) {
                at--;
            } else {
                removed.addFirst(turn);
            }
        }
        return List.copyOf(removed);
    }

    private static List<Turn> joined(List<Turn> system, List<List<Turn>> rounds) {
        var joined = new ArrayList<>(system);
        rounds.forEach(joined::addAll);
        return joined;
    }

    /** Leaves out the oldest calls of one question, each turn of calls with its results. */
    private static List<Turn> withFewerCalls(
            List<Turn> system, List<Turn> round, Predicate<List<Turn>> fits) {
        int at = 1;
        List<Turn> shorter = joined(system, List.of(round));
        while (isExchange(round, at) && at + 2 < round.size() && !fits.test(shorter)) {
            at += 2;
            shorter = new ArrayList<>(system);
            shorter.add(round.getFirst());
            shorter.addAll(round.subList(at, round.size()));
        }
        return shorter;
    }

    private static boolean isExchange(List<Turn> round, int at) {
        return at + 1 < round.size()
                && round.get(at).role().equals(Role.ASSISTANT)
                && !round.get(at).toolUses().isEmpty()
                && round.get(at + 1).content().stream()
                        .anyMatch(Content.ToolResult.class::isInstance);
    }
}
