package dev.outcrop.local.internal.control;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.internal.catalog.ModelFacts;
import dev.outcrop.local.internal.catalog.RegionTable;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * ListFoundationModels and GetFoundationModel.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListFoundationModels.html">ListFoundationModels</a>
 */
public final class FoundationModels {
    private static final Map<String, String> PROVIDERS =
            Map.ofEntries(
                    Map.entry("ai21", "AI21 Labs"),
                    Map.entry("amazon", "Amazon"),
                    Map.entry("anthropic", "Anthropic"),
                    Map.entry("cohere", "Cohere"),
                    Map.entry("deepseek", "DeepSeek"),
                    Map.entry("google", "Google"),
                    Map.entry("luma", "Luma AI"),
                    Map.entry("meta", "Meta"),
                    Map.entry("minimax", "MiniMax"),
                    Map.entry("mistral", "Mistral AI"),
                    Map.entry("moonshot", "Moonshot AI"),
                    Map.entry("moonshotai", "Moonshot AI"),
                    Map.entry("nvidia", "NVIDIA"),
                    Map.entry("openai", "OpenAI"),
                    Map.entry("qwen", "Qwen"),
                    Map.entry("stability", "Stability AI"),
                    Map.entry("twelvelabs", "TwelveLabs"),
                    Map.entry("writer", "Writer"),
                    Map.entry("xai", "xAI"),
                    Map.entry("zai", "Z.AI"));

    private FoundationModels() {}

    /**
     * Returns all models that match the query; this list has no pages.
     *
     * @param regional whether only those of the region are listed
     */
    public static Json list(QueryString query, String region, boolean regional) {
        String output = query.get("byOutputModality");
        List<Json> models =
                Catalog.models().stream()
                        .filter(model -> !regional || isIn(model, region))
                        .filter(model -> query.allows("byProvider", provider(model)))
                        .filter(model -> output == null || model.outputs().contains(output))
                        .filter(model -> inferenceType(model, query.get("byInferenceType")))
                        .filter(model -> query.get("byCustomizationType") == null)
                        .map(model -> summary(model, region))
                        .toList();
        return Json.EMPTY.with("modelSummaries", new Json.Arr(models));
    }

    /** Returns one model by its id or ARN. */
    public static Json one(String identifier, String region, boolean regional) {
        ModelFacts model = Catalog.model(identifier.substring(identifier.lastIndexOf('/') + 1));
        if (model == null || (regional && !isIn(model, region))) {
            throw ServiceError.of(
                    "ResourceNotFoundException", "The provided model identifier is invalid.");
        }
        return Json.EMPTY.with("modelDetails", summary(model, region));
    }

    static String arn(ModelFacts model, String region) {
        return "arn:aws:bedrock:" + region + "::foundation-model/" + model.id();
    }

    private static boolean inferenceType(ModelFacts model, @Nullable String wanted) {
        return wanted == null || (wanted.equals("ON_DEMAND") && model.onDemand());
    }

    private static String provider(ModelFacts model) {
        return PROVIDERS.getOrDefault(model.provider(), model.provider());
    }

    /** Whether the model, or an inference profile of it, can be called in the region. */
    private static boolean isIn(ModelFacts model, String region) {
        return (model.onDemand() && RegionTable.has(model.id(), region))
                || model.profiles().stream()
                        .anyMatch(prefix -> RegionTable.has(prefix + "." + model.id(), region));
    }

    private static Json summary(ModelFacts model, String region) {
        return Json.object(
                Map.of(
                        "modelArn",
                        arn(model, region),
                        "modelId",
                        model.id(),
                        "modelName",
                        model.name(),
                        "providerName",
                        provider(model),
                        "inputModalities",
                        model.inputs(),
                        "outputModalities",
                        model.outputs(),
                        "responseStreamingSupported",
                        model.outputs().contains("TEXT"),
                        "customizationsSupported",
                        List.of(),
                        "inferenceTypesSupported",
                        List.of(model.onDemand() ? "ON_DEMAND" : "INFERENCE_PROFILE"),
                        "modelLifecycle",
                        Map.of("status", "ACTIVE")));
    }
}
