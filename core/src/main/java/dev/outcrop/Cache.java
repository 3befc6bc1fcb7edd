package dev.outcrop;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.catalog.caching.CachePolicy;
import dev.outcrop.catalog.caching.CacheRules;
import dev.outcrop.catalog.caching.OtherPoints;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

/**
 * Whether Bedrock should keep what is asked, so that the next call of a conversation pays a tenth
 * for it. Cache points are put into each request as it is sent; the history has none but the
 * caller's own. {@code docs/caching.md} says where they stand.
 */
public enum Cache {
    /** For five minutes, where the model is known to have prompt caching; otherwise not. */
    AUTO,
    /** For five minutes, also where it is not known whether the model has prompt caching. */
    FIVE_MINUTES,
    /** For an hour; for five minutes where the model is known to have no more. */
    ONE_HOUR,
    /** No cache points but the caller's own. */
    NONE;

    /** What to do with the requests to a model; null if nothing. */
    @Nullable CachePolicy policy(
            ModelName model, String modelId, Json.Obj apiArgs, Warnings warnings) {
        CacheRules known = CacheRules.of(model);
        if (this == NONE || (this == AUTO && known == null)) {
            return null;
        }
        if (known == null && model.base() != null) {
            warnings.once(
                    modelId
                            + " is not known to have prompt caching; it is asked to all the same."
                            + " Should it refuse, use Cache.AUTO or Cache.NONE.");
        }
        if (known != null && this == ONE_HOUR && !known.oneHour()) {
            warnings.once(
                    modelId
                            + " keeps prompts for five minutes only, so Cache.ONE_HOUR means that.");
        }
        return new CachePolicy(
                known == null ? CacheRules.UNKNOWN : known,
                this == ONE_HOUR,
                OtherPoints.in(apiArgs));
    }
}
