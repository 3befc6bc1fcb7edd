package dev.outcrop.settings;

/**
 * What a chat writes while it is asked and answered, beside returning it. Echo is for {@code ask}
 * and {@code askAsync}: who streams has the answer at hand as it arrives.
 */
public enum Echo {
    /** Nothing. */
    NONE,
    /** The answer as it arrives, tool calls and their results shortened, thinking set apart. */
    OUTPUT,
    /** The question, too. */
    ALL
}
