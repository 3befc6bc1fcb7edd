package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

/** Where the questions of a conversation come from. For one thread. */
public interface InputLines extends AutoCloseable {
    /** The next line; null when there will be none. Blocks. */
    @Nullable String next();

    /** Whether a person types them, who sees what went wrong and can ask again. */
    boolean typed();

    @Override
    void close();
}
