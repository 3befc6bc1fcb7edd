package dev.outcrop.tool;

import dev.outcrop.internal.Durations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Limits for the tool calls of one question. Immutable.
 *
 * @param rounds how many turns of the model may have their tools run
 * @param calls how many tool calls may run in all
 * @param cost what all calls of the model may cost, in US dollars, before further tools run; null
 *     for no limit. If a price is not known, no further tools run
 * @param time how long one tool may take, at most a hundred years; approvals do not count
 * @param resultLength how long the text and JSON of one result may be, in characters; longer
 *     results are truncated, with a note
 */
public record ToolLimits(
        int rounds, int calls, @Nullable BigDecimal cost, Duration time, int resultLength) {
    /** 50 rounds, 500 calls, no cost limit, 2 minutes for a tool, 100,000 characters. */
    public static final ToolLimits DEFAULT =
            new ToolLimits(50, 500, null, Duration.ofMinutes(2), 100_000);

    public ToolLimits {
        time = Durations.positive(time, "time");
        require(rounds >= 0, "rounds must not be negative", rounds);
        require(calls >= 0, "calls must not be negative", calls);
        require(resultLength >= 1, "resultLength must be at least 1", resultLength);
        require(cost == null || cost.signum() >= 0, "cost must not be negative", cost);
    }

    public ToolLimits withRounds(int rounds) {
        return new ToolLimits(rounds, calls, cost, time, resultLength);
    }

    public ToolLimits withCalls(int calls) {
        return new ToolLimits(rounds, calls, cost, time, resultLength);
    }

    /** Returns these limits with a cost in US dollars; null for no limit. */
    public ToolLimits withCost(@Nullable BigDecimal cost) {
        return new ToolLimits(rounds, calls, cost, time, resultLength);
    }

    public ToolLimits withTime(Duration time) {
        return new ToolLimits(rounds, calls, cost, time, resultLength);
    }

    /** Returns these limits with a length in characters. */
    public ToolLimits withResultLength(int resultLength) {
        return new ToolLimits(rounds, calls, cost, time, resultLength);
    }

    private static void require(boolean legal, String rule, @Nullable Object value) {
        if (!legal) {
            throw new IllegalArgumentException(rule + ": " + value);
        }
    }
}
