package dev.outcrop;

import dev.outcrop.catalog.Cost;
import dev.outcrop.catalog.Cost.TurnUsage;
import dev.outcrop.internal.chat.ConversationUsage;
import dev.outcrop.internal.chat.Rounds;
import dev.outcrop.internal.text.Transcript;
import dev.outcrop.message.Content;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What was said so far, how it reads, and what it took. */
public sealed interface Conversation permits Chat {
    /** The history, oldest first, without the system prompt. */
    List<Turn> turns();

    /** The history, oldest first; at its head, where wanted and set, the system prompt. */
    List<Turn> turns(boolean withSystem);

    /** The model that is asked now. */
    Model model();

    /** The words of the system prompt; empty if there is none. */
    String system();

    /** The history in rounds: each begins with a question, and has all that came of it. */
    default List<List<Turn>> rounds() {
        return Rounds.of(turns());
    }

    /** The last round; empty at the beginning. */
    default List<Turn> lastRound() {
        List<List<Turn>> rounds = rounds();
        return rounds.isEmpty() ? List.of() : rounds.getLast();
    }

    /** The last thing that was said; null at the beginning. */
    default @Nullable Turn lastTurn() {
        List<Turn> turns = turns();
        return turns.isEmpty() ? null : turns.getLast();
    }

    /** The last thing that this role said; null if nothing. */
    default @Nullable Turn lastTurn(Role role) {
        for (Turn turn : turns().reversed()) {
            if (turn.role().equals(role)) {
                return turn;
            }
        }
        return null;
    }

    /** The tokens of all whole answers so far. */
    default Usage usage() {
        return new ConversationUsage(model().caller(), turns()).usage();
    }

    /**
     * What all whole answers so far cost, each by the catalog's prices of the model that gave it.
     * What is not known is said, and not 0.
     */
    default Cost cost() {
        return new ConversationUsage(model().caller(), turns()).cost();
    }

    /** What each whole answer so far took, oldest first. */
    default List<TurnUsage> tokens() {
        return new ConversationUsage(model().caller(), turns()).rows();
    }

    /** Who said what, as plain text for a person; media and tool calls in brackets. */
    default String text() {
        return transcript().text();
    }

    /**
     * The conversation as Markdown: what was said as it was said, the rest in quotes and fences.
     */
    default String markdown() {
        return transcript().markdown();
    }

    /**
     * The conversation as a page of HTML that needs nothing else. Whatever was said is escaped; the
     * page has no scripts and fetches nothing. Pictures are in it, up to 2 MiB of base64 each.
     */
    default String html() {
        return transcript().html();
    }

    private Transcript transcript() {
        List<Content> system = system().isEmpty() ? List.of() : turns(true).getFirst().content();
        return new Transcript(model().id(), system, turns());
    }
}
