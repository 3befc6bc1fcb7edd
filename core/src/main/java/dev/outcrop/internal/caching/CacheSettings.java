package dev.outcrop.internal.caching;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.Warnings;
import dev.outcrop.internal.family.CacheRules;
import dev.outcrop.json.Json;
import dev.outcrop.settings.PromptCaching;

import org.jspecify.annotations.Nullable;

/** Converts the caller's prompt caching setting to a policy for one model. */
public final class CacheSettings {
    private CacheSettings() {}

    /**
     * The policy for the requests to a model; null if they get no cache points.
     *
     * @param apiArgs may contain cache points of the caller's own
     */
    public static @Nullable CachePolicy of(
            PromptCaching cache,
            ModelName model,
            String modelId,
            Json.Obj apiArgs,
            Warnings warnings) {
        CacheRules known = CacheRules.of(model);
        if (cache == PromptCaching.NONE || (cache == PromptCaching.AUTO && known == null)) {
            return null;
        }
        boolean oneHour = cache == PromptCaching.ONE_HOUR;
        if (known == null && model.base() != null) {
            warnings.once(
                    modelId
                            + " may not support prompt caching; cache points are"
                            + " sent anyway. If it refuses them, use"
                            + " PromptCaching.AUTO or PromptCaching.NONE.");
        }
        if (known != null && oneHour && !known.oneHour()) {
            warnings.once(
                    modelId
                            + " supports a cache lifetime of five minutes only;"
                            + " PromptCaching.ONE_HOUR is reduced to that.");
        }
        return new CachePolicy(
                known == null ? CacheRules.UNKNOWN : known, oneHour, RawCachePoints.in(apiArgs));
    }
}
