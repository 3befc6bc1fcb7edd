package dev.outcrop.tool;

import dev.outcrop.internal.Durations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How much one question may cause. Immutable.
 *
 * @param rounds how many turns of the model may have their tools run
 * @param calls how many tools may be run in all
 * @param cost what all calls of the model may have cost, in US dollars, before further tools are
 *     run; null for no limit. Where a price is not known, no further tools are run
 * @param time how long one tool may take, at most a hundred years; approvals do not count
 * @param resultLength how long the text and JSON of one result may be, in characters; what is
 *     longer is cut, with a note
 */
public record ToolLimits(
        int rounds, int calls, @Nullable BigDecimal cost, Duration time, int resultLength) {
    /** 50 rounds, 500 calls, no limit of cost, 2 minutes for a tool, 100,000 characters. */
    public static final ToolLimits DEFAULT =
            new ToolLimits(50, 500, null, Duration.ofMinutes(2), 100_000);

    public ToolLimits {
        time = Durations.positive(time, "time");
        if (rounds < 0 || calls < 0 || resultLength < 1) {
            throw new IllegalArgumentException("limits must not be negative");
        }
        if (cost != null && cost.signum() < 0) {
            throw new IllegalArgumentException("limits must not be negative");
        }
    }

    public ToolLimits withRounds(int rounds) {
        return new ToolLimits(rounds, calls, cost, time, resultLength);
    }

    public ToolLimits withCalls(int calls) {
        return new ToolLimits(rounds, calls, cost, time, resultLength);
    }

    /** In US dollars; null for no limit. */
    public ToolLimits withCost(@Nullable BigDecimal cost) {
        return new ToolLimits(rounds, calls, cost, time, resultLength);
    }

    public ToolLimits withTime(Duration time) {
        return new ToolLimits(rounds, calls, cost, time, resultLength);
    }

    /** In characters. */
    public ToolLimits withResultLength(int resultLength) {
        return new ToolLimits(rounds, calls, cost, time, resultLength);
    }
}
