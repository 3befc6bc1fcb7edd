package dev.outcrop.spark.engine;

import dev.outcrop.message.Usage;
import dev.outcrop.policy.Observer;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/** Adds up what the calls for one row use and cost. */
final class CallMeter implements Observer {
    private final Usage.Total usage = new Usage.Total(); // guarded by this
    private BigDecimal usd = BigDecimal.ZERO; // guarded by this
    private boolean unknown; // guarded by this

    @Override
    public synchronized void ended(Call call, Ended how) {
        usage.add(how.usage());
        BigDecimal cost = how.usd();
        if (cost != null) {
            usd = usd.add(cost);
        } else if (how.outcome() == Outcome.DONE || how.usage().known()) {
            unknown = true;
        }
    }

    synchronized Usage usage() {
        return usage.usage();
    }

    /** The cost at list prices; null if that of a call is not known. */
    synchronized @Nullable BigDecimal usd() {
        return unknown ? null : usd;
    }
}
