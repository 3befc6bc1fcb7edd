package dev.outcrop.internal.model.settings;

import dev.outcrop.Model;
import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.Cost;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.catalog.ResolvedModel;
import dev.outcrop.internal.Warnings;
import dev.outcrop.internal.caching.CachePolicy;
import dev.outcrop.internal.caching.CacheSettings;
import dev.outcrop.internal.caching.TokenEstimate;
import dev.outcrop.internal.client.CatalogInUse;
import dev.outcrop.internal.client.ToldCost;
import dev.outcrop.internal.extract.ExtractionPlan;
import dev.outcrop.internal.extract.ExtractionPlanner;
import dev.outcrop.internal.family.Api;
import dev.outcrop.internal.family.MaxTokens;
import dev.outcrop.internal.family.ParamConflicts;
import dev.outcrop.internal.family.RequestParams;
import dev.outcrop.internal.family.ToolChoiceRules;
import dev.outcrop.internal.model.listing.BaseModelLookup;
import dev.outcrop.internal.model.listing.ModelResolver;
import dev.outcrop.internal.observe.CallOrigin;
import dev.outcrop.internal.protocol.CallOptions;
import dev.outcrop.internal.server.ServerParams;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.PromptCaching;
import dev.outcrop.settings.Protocol;
import dev.outcrop.settings.Protocol.VendorApi;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The settings of a {@link Model}. Immutable: a field is only written before it is shared. */
public final class ModelSettings implements Cloneable {
    /** For settings that are the same for each model. */
    private static final ModelName UNNAMED = new ModelName(null, null);

    private Params params = Params.DEFAULT;
    private Json.Obj apiArgs = Json.EMPTY;
    private Map<String, String> apiHeaders = Map.of();
    private Timeouts timeouts;
    private Cancellation cancellation = new Cancellation();
    private CallOrigin origin = CallOrigin.NONE;
    PromptCaching cache = PromptCaching.AUTO;
    private RequestSettings request = RequestSettings.NONE;
    private Toolbox toolbox = Toolbox.EMPTY;
    private @Nullable ToolChoice toolChoice;
    private Extraction extraction = Extraction.DEFAULT;
    private @Nullable AskedForm asked;

    /** The foundation models of ids, as set by the caller. */
    Map<String, String> baseModels = Map.of();

    /** The families of models by their ids, as set by the caller. */
    Map<String, ModelFamily> families = Map.of();

    /** The protocol and the vendor's API; null to choose them by the model. */
    @Nullable Protocol protocol;

    @Nullable VendorApi api;

    private final CatalogInUse catalog;

    /** Shared by all settings of a client. */
    private SpelledParams spelling = new SpelledParams(null);

    /** Shared by all settings of a client. */
    private final KnownRefusals refusals = new KnownRefusals();

    private final BaseModelLookup profiles;
    private final ModelResolver resolution;
    private final Warnings warnings;

    public ModelSettings(
            Timeouts timeouts,
            CatalogInUse catalog,
            BaseModelLookup profiles,
            ModelResolver resolution,
            Warnings warnings) {
        this.timeouts = timeouts;
        this.catalog = catalog;
        this.profiles = profiles;
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

    public ModelSettings with(Params params) {
        return with(it -> it.params = params);
    }

    public ModelSettings withApiArgs(Json.Obj apiArgs) {
        return with(it -> it.apiArgs = apiArgs);
    }

    public ModelSettings withApiHeaders(Map<String, String> apiHeaders) {
        return with(it -> it.apiHeaders = apiHeaders);
    }

    public ModelSettings with(Timeouts timeouts) {
        return with(it -> it.timeouts = timeouts);
    }

    public ModelSettings with(Cancellation cancellation) {
        return with(it -> it.cancellation = cancellation);
    }

    public ModelSettings with(CallOrigin origin) {
        return with(it -> it.origin = origin);
    }

    public CallOrigin origin() {
        return origin;
    }

    public ModelSettings with(PromptCaching cache) {
        return with(it -> it.cache = cache);
    }

    public ModelSettings with(RequestSettings request) {
        return with(it -> it.request = request);
    }

    public ModelSettings withBaseModel(String id, String base) {
        var known = new HashMap<>(baseModels);
        known.put(id, base);
        return with(it -> it.baseModels = Map.copyOf(known));
    }

    public ModelSettings with(Toolbox toolbox) {
        return with(it -> it.toolbox = toolbox);
    }

    public ModelSettings with(@Nullable ToolChoice toolChoice) {
        return with(it -> it.toolChoice = toolChoice);
    }

    public ModelSettings with(Extraction extraction) {
        return with(it -> it.extraction = extraction);
    }

    public Extraction extraction() {
        return extraction;
    }

    /** Returns these for a server that has settings of its own, not those of a family. */
    public ModelSettings with(ServerParams server) {
        return with(it -> it.spelling = new SpelledParams(server));
    }

    public ModelSettings with(AskedForm asked) {
        return with(it -> it.asked = asked);
    }

    /** The form of the answer to one question; null for any answer. */
    public @Nullable AskedForm asked() {
        return asked;
    }

    /** How a model of this id is asked for a form. */
    public ExtractionPlan plan(String id, AskedForm asked, List<Message> messages) {
        return ExtractionPlanner.of(
                asked.form(), extraction, id, name(id), this::catalog, asked.place(), messages);
    }

    /** What models refused, for all models of a client. */
    public KnownRefusals refusals() {
        return refusals;
    }

    public Params params() {
        return params;
    }

    public Toolbox toolbox() {
        return toolbox;
    }

    public @Nullable ToolChoice toolChoice() {
        return toolChoice;
    }

    public @Nullable ToolConfig toolConfig() {
        return toolbox.isEmpty()
                ? null
                : new ToolConfig(toolbox.definitions(), toolChoice, Json.EMPTY);
    }

    /** The request with a tool choice that a model of this id supports. */
    public ConverseRequest choosable(String id, ConverseRequest request, Warnings said) {
        Json.Obj fields =
                request.additionalModelRequestFields() instanceof Json.Obj own ? own : Json.EMPTY;
        ToolConfig taken =
                ToolChoiceRules.taken(
                        request.toolConfig(),
                        id,
                        name(id),
                        protocol(id),
                        fields.merged(apiArgs.object("additionalModelRequestFields")),
                        said);
        return Objects.equals(taken, request.toolConfig())
                ? request
                : request.toBuilder().toolConfig(taken).build();
    }

    public RequestSettings request() {
        return request;
    }

    public ModelSettings withFamily(String id, ModelFamily family) {
        var known = new HashMap<>(families);
        known.put(id, family);
        return with(it -> it.families = Map.copyOf(known));
    }

    public ModelSettings with(@Nullable Protocol protocol) {
        return with(it -> it.protocol = protocol);
    }

    public ModelSettings with(@Nullable VendorApi api) {
        return with(it -> it.api = api);
    }

    /** The protocol for a model of this id. */
    public Protocol protocol(String id) {
        return protocol == null
                ? ProtocolRules.protocol(id, named(id, profiles.known(id)), catalog.given())
                : protocol;
    }

    public Json.Obj apiArgs() {
        return apiArgs;
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    /** The name of a model of this id; may call Bedrock if the caller did not set it. */
    public ModelName name(String id) {
        boolean ask = !baseModels.containsKey(id) && !families.containsKey(id);
        return named(id, ask ? profiles.of(id, timeouts, cancellation, warnings) : null);
    }

    private ModelName named(String id, @Nullable String profiled) {
        String base = baseModels.getOrDefault(id, profiled == null ? id : profiled);
        return ModelName.of(base).as(families.get(id));
    }

    /** The cache policy for a model of this id; null for none. */
    public @Nullable CachePolicy cachePolicy(String id) {
        return cache == PromptCaching.NONE
                ? null
                : CacheSettings.of(cache, name(id), id, apiArgs, warnings);
    }

    /** The model id for counting tokens: Bedrock counts for models, not for profiles. */
    public String counted(String id) {
        String base = name(id).base();
        return base == null ? id : base;
    }

    public Warnings warnings() {
        return warnings;
    }

    public CallOptions options(String id) {
        GuardrailConfig guardrail = request.guardrail();
        CallOrigin asked =
                origin.with(
                        params.inferenceConfig(),
                        guardrail == null ? null : guardrail.guardrailIdentifier());
        return new CallOptions(apiArgs, apiHeaders, timeouts, cancellation, name(id), api, asked);
    }

    private Catalog catalog() {
        return catalog.get();
    }

    /** Resolves this id; calls Bedrock. */
    public ResolvedModel resolve(String id) {
        return resolution.resolve(id, baseModels.get(id), catalog(), cancellation);
    }

    /** The cost of a call to a model of this id. */
    public Cost cost(String id, Usage usage) {
        Cost told = ToldCost.of(usage);
        if (told != null) {
            return told;
        }
        Catalog prices = catalog();
        if (prices.find(id) != null) {
            return prices.cost(id, usage);
        }
        String given = baseModels.get(id);
        String base = given == null ? profiles.known(id) : given;
        return prices.cost(base == null ? id : base, usage);
    }

    /**
     * The request with the model's own limit of tokens, if it has none: Anthropic's Messages
     * require one, and a lower one cuts answers off.
     */
    public ConverseRequest limited(String id, ConverseRequest request) {
        ModelName name = name(id);
        Json.Obj own =
                request.additionalModelRequestFields() instanceof Json.Obj fields
                        ? fields
                        : Json.EMPTY;
        if (!name.family().isClaude()
                || request.inferenceConfig().maxTokens() != null
                || own.get("max_tokens") != null
                || apiArgs.get("max_tokens") != null) {
            return request;
        }
        InferenceConfig config = request.inferenceConfig();
        return request.toBuilder()
                .inferenceConfig(config.withMaxTokens(maxTokens(id, name, request)))
                .build();
    }

    private int maxTokens(String id, ModelName name, ConverseRequest request) {
        Catalog.Found found = catalog().find(id);
        if (found == null && name.base() != null) {
            found = catalog().find(name.base());
        }
        long prompt = TokenEstimate.of(request) * 5 / 4; // an estimate may be too low
        return MaxTokens.of(
                name,
                found == null ? null : found.facts().maxOutput(),
                found == null ? null : found.facts().contextWindow(),
                prompt);
    }

    /** The params in the model's own terms; problems with them are logged once. */
    public RequestParams spelled(String id, Supplier<Api> api) {
        boolean none = params.inferenceConfig().isEmpty() && params.modelFields().isEmpty();
        if (none && apiArgs.isEmpty()) {
            return spelling.of(params, UNNAMED, Api.CONVERSE, apiArgs).words();
        }
        ModelName name = name(id);
        SpelledParams.Result spelled = spelling.of(params, name, api.get(), apiArgs);
        if (!spelled.words().left().isEmpty()) {
            warnings.once(UnsupportedSettings.message(id, name, spelled.words().left()));
        }
        for (String note : spelled.words().notes()) {
            warnings.once(id + " " + note);
        }
        for (String what : ParamConflicts.refused(name, spelled.checked())) {
            warnings.once(id + " refuses " + what + ".");
        }
        return spelled.words();
    }
}
