package dev.outcrop;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.Cost;
import dev.outcrop.catalog.ModelUsage;
import dev.outcrop.message.Usage;
import dev.outcrop.protocol.Pricing;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was used through a {@link Bedrock}, by model. The catalog is not read before somebody wants
 * to know what it cost.
 */
final class Books implements Pricing {
    private record Used(long answers, long uncounted, Usage usage) {
        Used plus(Used other) {
            return new Used(
                    answers + other.answers, uncounted + other.uncounted, usage.plus(other.usage));
        }
    }

    private final @Nullable Catalog given;
    private final Map<String, Used> models = new ConcurrentHashMap<>();

    Books(@Nullable Catalog given) {
        this.given = given;
    }

    Catalog catalog() {
        return given == null ? Catalog.standard() : given;
    }

    @Override
    public @Nullable BigDecimal usd(String modelId, Usage usage) {
        Cost cost = catalog().cost(modelId, usage);
        return cost.isKnown() ? cost.usd() : null;
    }

    @Override
    public void answered(String modelId, Usage usage) {
        models.merge(modelId, new Used(1, usage.known() ? 0 : 1, usage), Used::plus);
    }

    Map<String, ModelUsage> usage() {
        var all = new TreeMap<String, ModelUsage>();
        models.forEach(
                (id, used) -> {
                    Cost cost = used.usage().known() ? catalog().cost(id, used.usage()) : Cost.NONE;
                    if (used.uncounted() > 0) {
                        cost = cost.plus(catalog().cost(id, Usage.NONE));
                    }
                    all.put(id, new ModelUsage(used.answers(), used.usage(), cost));
                });
        return all;
    }
}
