package dev.outcrop;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.Cost;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.catalog.ResolvedModel;
import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
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

    /** Prices; null for the standard ones, which are read when first asked for. */
    private final @Nullable Catalog catalog;

    private final Resolution resolution;
    private final Warnings warnings;

    ModelSettings(
            Timeouts timeouts,
            @Nullable Catalog catalog,
            Resolution resolution,
            Warnings warnings) {
        this.timeouts = timeouts;
        this.catalog = catalog;
        this.resolution = resolution;
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

    /** What a model of this id is; of an ARN that does not tell, Bedrock is asked once. */
    ModelName name(String id) {
        ModelName name = ModelName.of(baseModel == null ? id : baseModel);
        if (name.base() != null || baseModel != null) {
            return name;
        }
        String base = resolution.baseIfTold(id, warnings);
        return base == null ? name : ModelName.of(base);
    }

    CallOptions options() {
        return new CallOptions(apiArgs, apiHeaders, timeouts, cancellation);
    }

    /** All that can be said of a model of this id; asks Bedrock. */
    ResolvedModel resolve(String id) {
        return resolution.resolve(id, baseModel, prices());
    }

    private Catalog prices() {
        return catalog == null ? Catalog.standard() : catalog;
    }

    /** What a call of a model of this id cost. */
    Cost cost(String id, Usage usage) {
        Catalog prices = prices();
        String base = baseModel == null ? name(id).base() : baseModel;
        return prices.cost(base == null || prices.find(id) != null ? id : base, usage);
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
