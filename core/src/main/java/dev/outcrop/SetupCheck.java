package dev.outcrop;

import org.jspecify.annotations.Nullable;

/**
 * The result of checking one condition for calling Bedrock. Contains no secrets.
 *
 * @param what the subject of the check, such as {@code credentials}
 * @param found what was found, or what is wrong, as text for a person
 * @param remedy what to do; null if the check passed, or no remedy is known
 */
public record SetupCheck(String what, State state, String found, @Nullable String remedy) {
    /** The result of a check. */
    public enum State {
        OK,
        /** It may work, but may not be what was intended. */
        DOUBTFUL,
        WRONG,
        /** Not checked, because an earlier check failed. */
        NOT_CHECKED
    }

    @Override
    public String toString() {
        return what + ": " + state + ", " + found + (remedy == null ? "" : " " + remedy);
    }
}
