package dev.outcrop.catalog;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A foundation model or an inference profile that Bedrock lists for an account in a region, and
 * what the catalog knows of it. What Bedrock does not say of a profile is that of the model behind
 * it.
 *
 * @param id what a call names
 * @param name as Bedrock shows it to people
 * @param provider of the model, such as {@code Anthropic}; null where not known
 * @param inputs what it reads, in Bedrock's words: {@code TEXT}, {@code IMAGE} …
 * @param outputs what it gives, likewise
 * @param streaming whether it gives answers as they arise; null where not known
 * @param inferenceTypes how a foundation model can be called: {@code ON_DEMAND}, {@code
 *     PROVISIONED}, and {@code INFERENCE_PROFILE} where it can only be called through one
 * @param lifeCycle {@code ACTIVE} or {@code LEGACY}; of a profile, its status; null where not known
 * @param models the ids of the models behind a profile, each once; of a foundation model, its own
 * @param facts limits, capabilities and prices per million tokens; null where the catalog knows
 *     nothing
 * @param json all that Bedrock said
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
    /** What is listed. */
    public enum Kind {
        FOUNDATION_MODEL,
        /** An inference profile that Bedrock defines. */
        SYSTEM_PROFILE,
        /** An inference profile of the account's own. */
        APPLICATION_PROFILE
    }

    public ListedModel {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        inferenceTypes = List.copyOf(inferenceTypes);
        models = List.copyOf(models);
    }

    /** Whether a call may name this id: not of a model that wants a profile. */
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
