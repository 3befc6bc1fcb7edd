package dev.outcrop;

import dev.outcrop.aws.Environment;
import dev.outcrop.catalog.Cost;
import dev.outcrop.catalog.Cost.TurnUsage;
import dev.outcrop.internal.chat.AnswerStream;
import dev.outcrop.internal.chat.ChatFile;
import dev.outcrop.internal.chat.ConsoleLines;
import dev.outcrop.internal.chat.ConsoleLoop;
import dev.outcrop.internal.chat.ConversationUsage;
import dev.outcrop.internal.chat.EchoOutput;
import dev.outcrop.internal.chat.HistoryTrim;
import dev.outcrop.internal.chat.Rounds;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.internal.model.settings.SavedSettings;
import dev.outcrop.internal.text.Transcript;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.settings.Echo;

import org.jspecify.annotations.Nullable;

import java.io.Reader;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/** The history of a chat, as text for people, as JSON, its usage and its cost. */
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
        return new Transcript(model().id(), systemBlocks(), turns());
    }

    private List<Content> systemBlocks() {
        List<Turn> all = turns(true);
        boolean has = !all.isEmpty() && all.getFirst().role().equals(Role.SYSTEM);
        return has ? all.getFirst().content() : List.of();
    }

    /**
     * Returns the conversation as JSON that {@link Bedrock#load(Json)} reads: the model id, the
     * system prompt and all turns, with every block and field unchanged, and without secrets.
     * {@code docs/conversations.md} describes it.
     */
    default Json.Obj toJson() {
        return toJson(false);
    }

    /**
     * Returns the conversation as JSON; if requested, with the settings of the model, such as its
     * params, prompt caching and guardrail, but without headers, {@code apiArgs}, tools and
     * timeouts.
     */
    default Json.Obj toJson(boolean withSettings) {
        ModelCaller caller = model().caller();
        Json.Obj settings =
                withSettings ? SavedSettings.json(caller.id(), caller.settings()) : Json.EMPTY;
        return new ChatFile(caller.id(), systemBlocks(), turns(), settings).json();
    }

    /**
     * How long a history may be. What is cut off is its oldest part, so that the rest begins with a
     * question, and no tool call is separated from its result. The last question is always kept
     * with its answer; of its tool calls, at least the last. Immutable.
     *
     * @param maxTokens by the counter
     * @param maxTurns turns, or messages, without system messages
     * @param counter counts the tokens of messages
     */
    record Trim(long maxTokens, int maxTurns, ToLongFunction<List<Message>> counter) {
        public Trim {
            Objects.requireNonNull(counter, "counter");
            if (maxTokens < 1 || maxTurns < 1) {
                throw new IllegalArgumentException("a history must be allowed at least 1");
            }
        }

        /** A budget of tokens, by an estimate of four bytes each; see {@link #withCounter}. */
        public static Trim tokens(long most) {
            return new Trim(most, Integer.MAX_VALUE, HistoryTrim::tokens);
        }

        /** A number of turns. */
        public static Trim turns(int most) {
            return new Trim(Long.MAX_VALUE, most, HistoryTrim::tokens);
        }

        /**
         * Returns this budget with another counter, which is called a few times, with a system
         * message at the beginning if there is one. A model counts exactly: {@code messages ->
         * model.countTokens(messages.toArray(Message[]::new))}.
         */
        public Trim withCounter(ToLongFunction<List<Message>> counter) {
            return new Trim(maxTokens, maxTurns, counter);
        }

        /** Returns the newest part of a history. System turns at its beginning stay. */
        public List<Turn> trimmed(List<Turn> turns) {
            return HistoryTrim.of(List.copyOf(turns), this::fits);
        }

        /** Returns the newest part of a list of messages, as {@link #trimmed} does. */
        public List<Message> trimmedMessages(List<Message> messages) {
            return trimmed(messages.stream().map(Turn::of).toList()).stream()
                    .map(Turn::message)
                    .toList();
        }

        private boolean fits(List<Turn> turns) {
            List<Message> messages = turns.stream().map(Turn::message).toList();
            long said = messages.stream().filter(it -> !it.role().equals(Role.SYSTEM)).count();
            return said <= maxTurns
                    && (maxTokens == Long.MAX_VALUE || counter.applyAsLong(messages) <= maxTokens);
        }
    }
}
