package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

/** The source of a conversation's questions. For one thread. */
public interface InputLines extends AutoCloseable {
    /** Returns the next line; null at the end. Blocks. */
    @Nullable String next();

    /** Whether a person types them, and can react to an error. */
    boolean typed();

    @Override
    void close();
}
