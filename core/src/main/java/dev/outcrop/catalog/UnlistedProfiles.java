package dev.outcrop.catalog;

import dev.outcrop.catalog.Catalog.ModelFacts;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * The facts of inference profiles that the catalog does not list. Some models cost more unless they
 * are called through {@code global.}: then all other profiles, and the model's own id, have one
 * price.
 *
 * @param models the listed models and profiles
 * @param factors what such a call costs, as a multiple of the price of {@code global.}, by family
 */
record UnlistedProfiles(Map<String, ModelEntry> models, Map<ModelFamily, BigDecimal> factors) {
    private static final String GLOBAL = "global";

    /** GovCloud has prices of its own. */
    private static final String GOVERNMENT = "us-gov";

    private static final int DIGITS = 12;

    /**
     * Returns the facts of a profile.
     *
     * @param base the entry of its model, null if there is none
     */
    @Nullable ModelFacts facts(ModelName profile, @Nullable ModelFacts base) {
        BigDecimal factor = factors.get(profile.family());
        if (factor == null || profile.base() == null || GOVERNMENT.equals(profile.profile())) {
            return base;
        }
        if (GLOBAL.equals(profile.profile())) {
            ModelFacts other = base == null ? geographic(profile.base()) : base;
            return other == null
                    ? null
                    : other.with(other.prices().map(price -> divided(price, factor)));
        }
        ModelFacts other = base == null ? geographic(profile.base()) : base;
        if (other != null) {
            return other;
        }
        ModelEntry listed = models.get(GLOBAL + "." + profile.base());
        if (listed == null) {
            return null;
        }
        ModelFacts global = listed.facts();
        return global.with(global.prices().map(factor::multiply));
    }

    private @Nullable ModelFacts geographic(String base) {
        for (Map.Entry<String, ModelEntry> model : models.entrySet()) {
            ModelName name = ModelName.of(model.getKey());
            if (base.equals(name.base())
                    && name.profile() != null
                    && !GLOBAL.equals(name.profile())
                    && !GOVERNMENT.equals(name.profile())) {
                return model.getValue().facts();
            }
        }
        return null;
    }

    private static BigDecimal divided(BigDecimal price, BigDecimal factor) {
        return price.divide(factor, DIGITS, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }
}
