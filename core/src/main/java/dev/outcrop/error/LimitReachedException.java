package dev.outcrop.error;

import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A limit that the caller set was reached: rounds, calls, cost, time. */
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
     * What was said since the question, in order; each call of a tool in it is answered, at least
     * by a result that says it was not run. The chat's history has it, too.
     */
    public List<Turn> turns() {
        return turns == null ? List.of() : turns; // null only after deserialization
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new LimitReachedException(what(), details, cause, turns());
    }
}
