package dev.outcrop.settings;

/**
 * What a chat prints during a question, in addition to returning the answer. Applies to {@code ask}
 * and {@code askAsync}; with {@code stream}, the caller receives the answer as it arrives and can
 * print it.
 */
public enum Echo {
    /** Nothing. */
    NONE,
    /** The answer as it arrives; tool calls and their results are shortened, thinking is marked. */
    OUTPUT,
    /** The question and the answer. */
    ALL
}
