package dev.outcrop;

/** What a chat shows of itself while it goes on. */
public enum Echo {
    /** Nothing. */
    NONE,
    /** What the model says. */
    OUTPUT,
    /** What the model says, what it thinks, what it is asked, and the tools it uses. */
    ALL
}
