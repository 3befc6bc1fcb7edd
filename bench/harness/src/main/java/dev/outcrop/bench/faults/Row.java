package dev.outcrop.bench.faults;

import java.time.Duration;

/**
 * A fault, and what is right.
 *
 * @param number of the fault matrix's row, with a letter where a row has several
 * @param what the fault
 * @param callers how many ask at the same time
 * @param again whether the caller asks a second time when the first answer is there
 * @param throwing whether the caller's callback throws on the first text
 * @param kept what the second request must have in it; null where there is nothing of the kind
 * @param bound how long the callers wait for an end
 */
record Row(
        String number,
        String what,
        CallMode mode,
        Right right,
        Script script,
        int callers,
        boolean again,
        boolean hasTool,
        boolean throwing,
        Limits limits,
        String kept,
        Duration bound) {
    private static final Duration BOUND = Duration.ofSeconds(40);

    Row(String number, String what, CallMode mode, Right right, Script script) {
        this(number, what, mode, right, script, 1, false, false, false, Limits.NONE, null, BOUND);
    }

    Row withCallers(int many) {
        return new Row(
                number, what, mode, right, script, many, again, hasTool, throwing, limits, kept,
                bound);
    }

    Row askedAgain() {
        return new Row(
                number, what, mode, right, script, callers, true, hasTool, throwing, limits, kept,
                bound);
    }

    /** The model has a tool. */
    Row withTool() {
        return new Row(
                number, what, mode, right, script, callers, again, true, throwing, limits, kept,
                bound);
    }

    Row throwingCallback() {
        return new Row(
                number, what, mode, right, script, callers, again, hasTool, true, limits, kept,
                bound);
    }

    Row withLimits(Limits set) {
        return new Row(
                number, what, mode, right, script, callers, again, hasTool, throwing, set, kept,
                bound);
    }

    Row keeping(String part) {
        return new Row(
                number, what, mode, right, script, callers, again, hasTool, throwing, limits, part,
                bound);
    }

    Row within(int seconds) {
        return new Row(
                number,
                what,
                mode,
                right,
                script,
                callers,
                again,
                hasTool,
                throwing,
                limits,
                kept,
                Duration.ofSeconds(seconds));
    }
}
