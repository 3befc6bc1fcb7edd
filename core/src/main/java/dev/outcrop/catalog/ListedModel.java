package dev.outcrop.catalog;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A foundation model or an inference profile that Bedrock lists for an account in a region, with
 * its entry in the catalog. Values that Bedrock does not return for a profile are those of its
 * model.
 *
 * @param id the id for calls
 * @param name the display name
 * @param provider of the model, such as {@code Anthropic}; null if not known
 * @param inputs the input modalities, in Bedrock's terms: {@code TEXT}, {@code IMAGE} …
 * @param outputs the output modalities, likewise
 * @param streaming whether it supports streaming; null if not known
 * @param inferenceTypes how a foundation model can be called: {@code ON_DEMAND}, {@code
 *     PROVISIONED}, and {@code INFERENCE_PROFILE} if it can only be called through one
 * @param lifeCycle {@code ACTIVE} or {@code LEGACY}; of a profile, its status; null if not known
 * @param models the ids of the models behind a profile, each once; of a foundation model, its own
 * @param facts limits, capabilities and prices per million tokens; null if the catalog has no entry
 * @param json Bedrock's complete response for this entry
 */
public record ListedModel(
        Kind kind,
        String id,
        String arn,
        String name,
        @Nullable String provider,
        List<String> inputs,
        List<String> outputs,
        @Nullable Boolean streaming,
        List<String> inferenceTypes,
        @Nullable String lifeCycle,
        List<String> models,
        Catalog.@Nullable ModelFacts facts,
        Json.Obj json) {
    /** The kind of an entry. */
    public enum Kind {
        FOUNDATION_MODEL,
        /** An inference profile that Bedrock defines. */
        SYSTEM_PROFILE,
        /** An inference profile of the account. */
        APPLICATION_PROFILE
    }

    public ListedModel {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        inferenceTypes = List.copyOf(inferenceTypes);
        models = List.copyOf(models);
    }

    /**
     * Whether a call may use this id: false for a model that can only be called through a profile.
     */
    public boolean isCallable() {
        return kind != Kind.FOUNDATION_MODEL
                || inferenceTypes.isEmpty()
                || inferenceTypes.contains("ON_DEMAND");
    }

    @Override
    public String toString() {
        return id;
    }
}
