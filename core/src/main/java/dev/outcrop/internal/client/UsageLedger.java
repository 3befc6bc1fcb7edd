package dev.outcrop.internal.client;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.Cost;
import dev.outcrop.catalog.Cost.ModelUsage;
import dev.outcrop.internal.call.UsageRecorder;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Adds up usage per model for one client. The catalog is not read until a cost is requested, or
 * until a call has so long an input that its price may depend on it.
 */
public final class UsageLedger implements UsageRecorder {
    /** The usage of one model. Adding a short call allocates no memory. */
    private static final class Used {
        private long answers;
        private long uncounted;
        private final Usage.Total usage = new Usage.Total();
        private final Usage.Total shortCalls = new Usage.Total();
        private Cost longCalls = Cost.NONE;

        /** The sums; the short calls are not priced yet. */
        private record Sum(
                long answers, long uncounted, Usage usage, Usage shortCalls, Cost longCalls) {}

        synchronized void add(Usage one, @Nullable Cost cost) {
            answers++;
            uncounted += one.known() ? 0 : 1;
            usage.add(one);
            if (cost == null) {
                shortCalls.add(one);
            } else {
                longCalls = longCalls.plus(cost);
            }
        }

        private synchronized Sum sum() {
            return new Sum(answers, uncounted, usage.usage(), shortCalls.usage(), longCalls);
        }

        ModelUsage at(Catalog catalog, String id) {
            Sum sum = sum();
            Cost cost = sum.longCalls();
            if (sum.shortCalls().known()) {
                cost = cost.plus(catalog.costOfShortCalls(id, sum.shortCalls()));
            }
            if (sum.uncounted() > 0) {
                cost = cost.plus(catalog.cost(id, Usage.NONE));
            }
            return new ModelUsage(sum.answers(), sum.usage(), cost);
        }
    }

    private final CatalogInUse catalog;
    private final Map<String, Used> models = new ConcurrentHashMap<>();

    public UsageLedger(CatalogInUse catalog) {
        this.catalog = catalog;
    }

    public Catalog catalog() {
        return catalog.get();
    }

    @Override
    public @Nullable BigDecimal usd(String modelId, Usage usage) {
        Cost told = ToldCost.of(usage);
        Cost cost = told == null ? catalog().cost(modelId, usage) : told;
        return cost.isKnown() ? cost.usd() : null;
    }

    @Override
    public void answered(String modelId, Usage usage) {
        boolean isShort = Cost.allInput(usage) <= Catalog.Tier.LEAST;
        Cost told = ToldCost.of(usage);
        Cost cost = told != null || isShort ? told : catalog().cost(modelId, usage);
        models.computeIfAbsent(modelId, id -> new Used()).add(usage, cost);
    }

    public Map<String, ModelUsage> usage() {
        var all = new TreeMap<String, ModelUsage>();
        models.forEach((id, used) -> all.put(id, used.at(catalog(), id)));
        return all;
    }
}
