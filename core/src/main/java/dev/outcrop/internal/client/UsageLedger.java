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

/** Adds up usage per model for one client. The catalog is not read until a cost is requested. */
public final class UsageLedger implements UsageRecorder {
    /** The usage of one model. Adding allocates no memory, as it is done for each answer. */
    private static final class Used {
        private long answers;
        private long uncounted;
        private final Usage.Total usage = new Usage.Total();

        /** The sum, without its price. */
        private record Sum(long answers, long uncounted, Usage usage) {}

        synchronized void add(Usage one) {
            answers++;
            uncounted += one.known() ? 0 : 1;
            usage.add(one);
        }

        private synchronized Sum sum() {
            return new Sum(answers, uncounted, usage.usage());
        }

        ModelUsage at(Catalog catalog, String id) {
            Sum sum = sum();
            Cost cost = sum.usage().known() ? catalog.cost(id, sum.usage()) : Cost.NONE;
            if (sum.uncounted() > 0) {
                cost = cost.plus(catalog.cost(id, Usage.NONE));
            }
            return new ModelUsage(sum.answers(), sum.usage(), cost);
        }
    }

    private final @Nullable Catalog given;
    private final Map<String, Used> models = new ConcurrentHashMap<>();

    public UsageLedger(@Nullable Catalog given) {
        this.given = given;
    }

    public Catalog catalog() {
        return given == null ? Catalog.standard() : given;
    }

    @Override
    public @Nullable BigDecimal usd(String modelId, Usage usage) {
        Cost cost = catalog().cost(modelId, usage);
        return cost.isKnown() ? cost.usd() : null;
    }

    @Override
    public void answered(String modelId, Usage usage) {
        models.computeIfAbsent(modelId, id -> new Used()).add(usage);
    }

    public Map<String, ModelUsage> usage() {
        var all = new TreeMap<String, ModelUsage>();
        models.forEach((id, used) -> all.put(id, used.at(catalog(), id)));
        return all;
    }
}
