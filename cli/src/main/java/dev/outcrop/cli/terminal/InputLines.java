package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/** The source of a conversation's questions. For one thread. */
public interface InputLines extends AutoCloseable {
    /** Returns the next question, which may have several lines; null at the end. Blocks. */
    @Nullable String next();

    /** Whether a person types them, and can react to an error. */
    boolean typed();

    /** Asks the person; null if there is none, or no answer. Blocks. */
    @Nullable String ask(String question);

    /**
     * Asks the person to choose from a list. Blocks.
     *
     * @param title what is chosen, before the text that is typed
     * @return the id, or the text typed instead of choosing; null if there is no person, or nothing
     *     was chosen
     */
    @Nullable String choose(String title, List<ListItem> choices);

    /** Runs an action that uses the terminal itself, such as an editor. */
    <T> T outside(Supplier<T> action);

    @Override
    void close();
}
