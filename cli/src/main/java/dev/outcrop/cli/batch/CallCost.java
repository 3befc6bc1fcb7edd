package dev.outcrop.cli.batch;

import dev.outcrop.catalog.Cost;
import dev.outcrop.policy.Observer;

import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;

/** Adds up what the calls for one record cost. */
final class CallCost implements Observer {
    private Cost cost = Cost.NONE; // guarded by this

    @Override
    public synchronized void ended(Call call, Ended how) {
        BigDecimal usd = how.usd();
        if (usd != null) {
            cost = cost.plus(new Cost(usd, Set.of(), new TreeSet<>()));
        } else if (how.outcome() == Outcome.DONE || how.usage().known()) {
            cost = cost.plus(new Cost(BigDecimal.ZERO, Set.of(Cost.Part.CALL), new TreeSet<>()));
        }
    }

    synchronized Cost cost() {
        return cost;
    }
}
