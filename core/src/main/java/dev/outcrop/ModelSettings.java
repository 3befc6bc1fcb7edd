package dev.outcrop;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.Cost;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.protocol.CallOptions;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What can be set of a {@link Model}.
 *
 * @param baseModel the model that the id stands for, where the caller said so
 * @param catalog prices; null for the standard ones, which are read when first asked for
 */
record ModelSettings(
        Params params,
        Json.Obj apiArgs,
        Map<String, String> apiHeaders,
        Timeouts timeouts,
        Cancellation cancellation,
        Cache cache,
        @Nullable String baseModel,
        @Nullable Catalog catalog,
        Warnings warnings) {
    ModelSettings(Timeouts timeouts, @Nullable Catalog catalog, Warnings warnings) {
        this(
                Params.of(),
                Json.EMPTY,
                Map.of(),
                timeouts,
                new Cancellation(),
                Cache.AUTO,
                null,
                catalog,
                warnings);
    }

    ModelSettings with(Params params) {
        return new ModelSettings(
                params,
                apiArgs,
                apiHeaders,
                timeouts,
                cancellation,
                cache,
                baseModel,
                catalog,
                warnings);
    }

    ModelSettings withApiArgs(Json.Obj apiArgs) {
        return new ModelSettings(
                params,
                apiArgs,
                apiHeaders,
                timeouts,
                cancellation,
                cache,
                baseModel,
                catalog,
                warnings);
    }

    ModelSettings withApiHeaders(Map<String, String> apiHeaders) {
        return new ModelSettings(
                params,
                apiArgs,
                apiHeaders,
                timeouts,
                cancellation,
                cache,
                baseModel,
                catalog,
                warnings);
    }

    ModelSettings with(Timeouts timeouts) {
        return new ModelSettings(
                params,
                apiArgs,
                apiHeaders,
                timeouts,
                cancellation,
                cache,
                baseModel,
                catalog,
                warnings);
    }

    ModelSettings with(Cancellation cancellation) {
        return new ModelSettings(
                params,
                apiArgs,
                apiHeaders,
                timeouts,
                cancellation,
                cache,
                baseModel,
                catalog,
                warnings);
    }

    ModelSettings with(Cache cache) {
        return new ModelSettings(
                params,
                apiArgs,
                apiHeaders,
                timeouts,
                cancellation,
                cache,
                baseModel,
                catalog,
                warnings);
    }

    ModelSettings withBaseModel(@Nullable String baseModel) {
        return new ModelSettings(
                params,
                apiArgs,
                apiHeaders,
                timeouts,
                cancellation,
                cache,
                baseModel,
                catalog,
                warnings);
    }

    /** What a model of this id is. */
    ModelName name(String id) {
        return ModelName.of(baseModel == null ? id : baseModel);
    }

    CallOptions options() {
        return new CallOptions(apiArgs, apiHeaders, timeouts, cancellation);
    }

    /** What a call of a model of this id cost. */
    Cost cost(String id, Usage usage) {
        Catalog prices = catalog == null ? Catalog.standard() : catalog;
        return prices.cost(baseModel == null || prices.find(id) != null ? id : baseModel, usage);
    }

    /** The params in the model's own words; what is wrong with them is said once. */
    SpelledParams spelled(String id) {
        ModelName name = name(id);
        SpelledParams spelled = SpelledParams.of(params, name.family(), apiArgs);
        if (!spelled.left().isEmpty()) {
            warnings.once(LeftOut.message(id, name, spelled.left()));
        }
        if (!spelled.body().isEmpty() || !apiArgs.isEmpty()) {
            for (String what : Combinations.refused(name, spelled.body().merged(apiArgs))) {
                warnings.once(id + " refuses " + what + ".");
            }
        }
        return spelled;
    }
}
