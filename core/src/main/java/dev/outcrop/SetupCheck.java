package dev.outcrop;

import org.jspecify.annotations.Nullable;

/**
 * One thing that has to be right before Bedrock answers, and how it is; never with a secret.
 *
 * @param what is looked at, such as {@code credentials}
 * @param found what there is, or what is wrong with it, in words for a person
 * @param remedy what to do; null if it is well, or nobody knows
 */
public record SetupCheck(String what, State state, String found, @Nullable String remedy) {
    /** How it is. */
    public enum State {
        OK,
        /** It may work, and may not be what was meant. */
        DOUBTFUL,
        WRONG,
        /** What comes before it is wrong. */
        NOT_CHECKED
    }

    @Override
    public String toString() {
        return what + ": " + state + ", " + found + (remedy == null ? "" : " " + remedy);
    }
}
