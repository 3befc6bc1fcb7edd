package dev.outcrop;

import dev.outcrop.aws.Environment;
import dev.outcrop.catalog.Cost;
import dev.outcrop.catalog.Cost.TurnUsage;
import dev.outcrop.internal.chat.AnswerStream;
import dev.outcrop.internal.chat.ConsoleLines;
import dev.outcrop.internal.chat.ConsoleLoop;
import dev.outcrop.internal.chat.ConversationUsage;
import dev.outcrop.internal.chat.EchoOutput;
import dev.outcrop.internal.chat.Rounds;
import dev.outcrop.internal.text.Transcript;
import dev.outcrop.message.Content;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.settings.Echo;

import org.jspecify.annotations.Nullable;

import java.io.Reader;
import java.util.List;

/** The history of a chat, its texts for people, its usage and its cost. */
public sealed interface Conversation permits Chat {
    /** Returns the history, oldest turn first, without the system prompt. */
    List<Turn> turns();

    /**
     * Returns the history, oldest turn first; if requested and set, it begins with the system
     * prompt.
     */
    List<Turn> turns(boolean withSystem);

    /** Returns the current model. */
    Model model();

    /** Returns the text of the system prompt; empty if there is none. */
    String system();

    /**
     * Returns the history in rounds: each round begins with a question and contains all turns up to
     * the next question.
     */
    default List<List<Turn>> rounds() {
        return Rounds.of(turns());
    }

    /** Returns the last round; empty if there is none. */
    default List<Turn> lastRound() {
        List<List<Turn>> rounds = rounds();
        return rounds.isEmpty() ? List.of() : rounds.getLast();
    }

    /** Returns the last turn; null if there is none. */
    default @Nullable Turn lastTurn() {
        List<Turn> turns = turns();
        return turns.isEmpty() ? null : turns.getLast();
    }

    /** Returns the last turn of this role; null if there is none. */
    default @Nullable Turn lastTurn(Role role) {
        for (Turn turn : turns().reversed()) {
            if (turn.role().equals(role)) {
                return turn;
            }
        }
        return null;
    }

    /** Returns the tokens of all whole answers so far. */
    default Usage usage() {
        return new ConversationUsage(model().caller(), turns()).usage();
    }

    /**
     * Returns the cost of all whole answers so far, each by the catalog's prices of its model.
     * Unknown parts are listed as unknown, not counted as 0.
     */
    default Cost cost() {
        return new ConversationUsage(model().caller(), turns()).cost();
    }

    /** Returns the usage of each whole answer so far, oldest first. */
    default List<TurnUsage> tokens() {
        return new ConversationUsage(model().caller(), turns()).rows();
    }

    /**
     * Returns the conversation as plain text for a person; media and tool calls are in brackets.
     */
    default String text() {
        return transcript().text();
    }

    /**
     * Returns the conversation as Markdown: texts unchanged, everything else in quotes and fences.
     */
    default String markdown() {
        return transcript().markdown();
    }

    /**
     * Returns the conversation as a self-contained HTML page. All content is escaped; the page has
     * no scripts and fetches nothing. Pictures are embedded, up to 2 MiB of base64 each.
     */
    default String html() {
        return transcript().html();
    }

    /**
     * Holds the conversation on {@code System.in} and {@code System.out}, as {@link
     * #console(Reader, Appendable)} does; for programs and {@code jshell}.
     */
    default void console() {
        EchoOutput out = EchoOutput.standard(Echo.OUTPUT, Environment.ofProcess());
        new ConsoleLoop(ConsoleLines.ofProcess(), out).run(this::streamed);
    }

    /**
     * Holds the conversation: each line is a question, whose answer, tools and failure are written
     * as they arrive. Lines between two lines of {@code \"\"\"} are one question; blank ones are
     * skipped. Returns at the end of the input, or after a line {@code exit} or {@code quit}. The
     * answers are in the history. Blocks. If the thread is interrupted, it returns, and the thread
     * stays interrupted.
     *
     * @param in not closed
     * @param out receives plain text; control characters of the model are replaced
     * @throws java.io.UncheckedIOException if reading or writing fails
     */
    default void console(Reader in, Appendable out) {
        new ConsoleLoop(ConsoleLines.of(in), new EchoOutput(Echo.OUTPUT, out, 0, false))
                .run(this::streamed);
    }

    private AnswerStream streamed(String question) {
        return switch (this) {
            case Chat chat -> chat.consoleAnswer(question);
        };
    }

    private Transcript transcript() {
        List<Content> system = system().isEmpty() ? List.of() : turns(true).getFirst().content();
        return new Transcript(model().id(), system, turns());
    }
}
