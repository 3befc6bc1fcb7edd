package dev.outcrop;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.Cost;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.policy.VendorApi;
import dev.outcrop.protocol.CallOptions;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.function.Consumer;

/** What can be set of a {@link Model}. Immutable: a field is only written before it is shared. */
final class ModelSettings implements Cloneable {
    private Params params = Params.of();
    private Json.Obj apiArgs = Json.EMPTY;
    private Map<String, String> apiHeaders = Map.of();
    private Timeouts timeouts;
    private Cancellation cancellation = new Cancellation();
    private Cache cache = Cache.AUTO;

    /** The model that the id stands for, where the caller said so. */
    private @Nullable String baseModel;

    private @Nullable ModelFamily family;

    /** The API to go by; null to go by what the model is. */
    private @Nullable Protocol protocol;

    /** Which of the vendors' APIs to go by; null to go by the model. */
    private @Nullable VendorApi api;

    /** Prices, and APIs; null for the standard one, which is read when first asked for prices. */
    private final @Nullable Catalog catalog;

    private final Warnings warnings;

    ModelSettings(Timeouts timeouts, @Nullable Catalog catalog, Warnings warnings) {
        this.timeouts = timeouts;
        this.catalog = catalog;
        this.warnings = warnings;
    }

    private ModelSettings with(Consumer<ModelSettings> change) {
        try {
            var changed = (ModelSettings) clone();
            change.accept(changed);
            return changed;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    ModelSettings with(Params params) {
        return with(it -> it.params = params);
    }

    ModelSettings withApiArgs(Json.Obj apiArgs) {
        return with(it -> it.apiArgs = apiArgs);
    }

    ModelSettings withApiHeaders(Map<String, String> apiHeaders) {
        return with(it -> it.apiHeaders = apiHeaders);
    }

    ModelSettings with(Timeouts timeouts) {
        return with(it -> it.timeouts = timeouts);
    }

    ModelSettings with(Cancellation cancellation) {
        return with(it -> it.cancellation = cancellation);
    }

    ModelSettings with(Cache cache) {
        return with(it -> it.cache = cache);
    }

    ModelSettings withBaseModel(@Nullable String baseModel) {
        return with(it -> it.baseModel = baseModel);
    }

    ModelSettings with(@Nullable ModelFamily family) {
        return with(it -> it.family = family);
    }

    ModelSettings with(@Nullable Protocol protocol) {
        return with(it -> it.protocol = protocol);
    }

    ModelSettings with(@Nullable VendorApi api) {
        return with(it -> it.api = api);
    }

    /** The API to ask a model of this id by. */
    Protocol protocol(String id) {
        return protocol == null ? Routes.protocol(id, name(id), catalog) : protocol;
    }

    Json.Obj apiArgs() {
        return apiArgs;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    Cache cache() {
        return cache;
    }

    Warnings warnings() {
        return warnings;
    }

    /** What a model of this id is. */
    ModelName name(String id) {
        return ModelName.of(baseModel == null ? id : baseModel).as(family);
    }

    CallOptions options(String id) {
        return new CallOptions(apiArgs, apiHeaders, timeouts, cancellation, name(id), api);
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
