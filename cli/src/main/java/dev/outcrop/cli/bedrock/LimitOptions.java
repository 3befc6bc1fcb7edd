package dev.outcrop.cli.bedrock;

import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.policy.Retries;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.tool.ToolLimits;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Options that limit money, rounds and time. */
public final class LimitOptions {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m|h|)");

    @Option(
            names = "--max-cost",
            paramLabel = "USD",
            description = "Stop between calls once this much was spent.")
    @Nullable BigDecimal maxCost;

    @Option(
            names = "--max-turns",
            paramLabel = "N",
            description = "Maximum number of calls of the model for one question.")
    @Nullable Integer maxTurns;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "Maximum time of a call, such as 30s or 5m.")
    @Nullable String timeout;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description =
                    "Maximum time for retries while Bedrock is busy, such as 2m. 0 to fail at once."
                            + " Default: 5m.")
    @Nullable String wait;

    private boolean manyCalls;

    /** Returns limits for many calls at a time, whose retries are not announced one by one. */
    public static LimitOptions ofManyCalls() {
        var limits = new LimitOptions();
        limits.manyCalls = true;
        return limits;
    }

    boolean announcesRetries() {
        return !manyCalls;
    }

    /** Returns the cost at which to stop; null for none. */
    public @Nullable BigDecimal maxCost() {
        if (maxCost != null && maxCost.signum() <= 0) {
            throw new UsageException("--max-cost must be above 0.", "--max-cost 0.50");
        }
        return maxCost;
    }

    /** Returns the limits of one question. */
    public ToolLimits limits() {
        ToolLimits limits = ToolLimits.DEFAULT.withCost(maxCost());
        if (maxTurns == null) {
            return limits;
        }
        if (maxTurns < 1) {
            throw new UsageException("--max-turns must be at least 1.", "--max-turns 5");
        }
        return limits.withRounds(maxTurns - 1);
    }

    /** Returns the maximum time of a call; null for the usual one. */
    public @Nullable Duration timeout() {
        return timeout == null ? null : time("--timeout", timeout, false);
    }

    Timeouts timeouts() {
        Duration given = timeout();
        return given == null ? Timeouts.DEFAULT : Timeouts.DEFAULT.withTotal(given);
    }

    Retries retries(Retries usual) {
        if (wait == null) {
            return usual;
        }
        Duration within = time("--wait", wait, true);
        return within.isZero() ? usual.withAttempts(1) : patient(usual, within);
    }

    /** More time is of use only with more attempts. */
    private static Retries patient(Retries usual, Duration within) {
        return usual.withWithin(within).withAttempts(Math.max(usual.attempts(), 100));
    }

    private static Duration time(String option, String text, boolean mayBeZero) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new UsageException(
                    "Invalid time of " + option + ": \"" + text + "\".", option + " 2m");
        }
        long amount = Long.parseLong(time.group(1));
        if (amount == 0 && !mayBeZero) {
            throw new UsageException(option + " must be above 0.", option + " 2m");
        }
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofSeconds(amount);
        };
    }
}
