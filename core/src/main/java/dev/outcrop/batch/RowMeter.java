package dev.outcrop.batch;

import dev.outcrop.catalog.Cost;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.internal.limit.RateLimiter;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Observer;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Adds up what the calls for one row use, and reports throttling to the limiter. */
final class RowMeter implements Observer {
    private final RateLimiter.Turn turn;
    private final Usage.Total usage = new Usage.Total(); // guarded by this
    private Cost cost = Cost.NONE; // guarded by this

    RowMeter(RateLimiter.Turn turn) {
        this.turn = turn;
    }

    @Override
    public void attempt(Call call, int number) {
        turn.sentAgain();
    }

    @Override
    public void retrying(Call call, int nextAttempt, Duration wait, BedrockException failure) {
        if (failure instanceof ThrottledException) {
            turn.throttled();
        }
    }

    @Override
    public void ended(Call call, Ended how) {
        if (how.failure() instanceof ThrottledException) {
            turn.throttled();
        } else if (how.outcome() == Outcome.DONE) {
            turn.succeeded();
        }
        add(how);
    }

    private synchronized void add(Ended how) {
        usage.add(how.usage());
        BigDecimal usd = how.usd();
        if (usd != null) {
            cost = cost.plus(new Cost(usd, Set.of(), new TreeSet<>()));
        } else if (how.outcome() == Outcome.DONE || how.usage().known()) {
            cost = cost.plus(new Cost(BigDecimal.ZERO, Set.of(Cost.Part.CALL), new TreeSet<>()));
        }
    }

    synchronized Usage usage() {
        return usage.usage();
    }

    synchronized Cost cost() {
        return cost;
    }
}
