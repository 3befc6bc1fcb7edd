package dev.outcrop.error;

import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Thrown when a limit that the caller set was reached: rounds, calls, cost, time. */
public final class LimitReachedException extends BedrockException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable List<Turn> turns;

    public LimitReachedException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public LimitReachedException(String what, ErrorDetails details, @Nullable Throwable cause) {
        this(what, details, cause, List.of());
    }

    public LimitReachedException(
            String what, ErrorDetails details, @Nullable Throwable cause, List<Turn> turns) {
        super(what, details, cause);
        this.turns = List.copyOf(turns);
    }

    /**
     * Returns the turns since the question, in order. Each tool call in them has a result, at least
     * one that says that the tool was not run. The chat's history contains them, too.
     */
    public List<Turn> turns() {
        return turns == null ? List.of() : turns; // null only after deserialization
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new LimitReachedException(what(), details, cause, turns());
    }
}
