package dev.outcrop.internal.model;

import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.ConverseRequest.OutputConfig;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * Removes params from requests, by the names that APIs have for them. The largest number of tokens
 * stays: without it, an answer may cost any amount.
 */
final class OmittedParams {
    private static final Set<String> TEMPERATURE = Set.of("temperature");
    private static final Set<String> TOP_P = Set.of("topP", "top_p", "p");
    private static final Set<String> STOP = Set.of("stopSequences", "stop_sequences", "stop");
    private static final Set<String> EFFORT =
            Set.of("outputConfig.effort", "output_config.effort", "effort");

    private OmittedParams() {}

    /** Whether a request has a param that can be removed. */
    static boolean isSet(String field, ConverseRequest request) {
        return !without(field, request).equals(request);
    }

    /** Returns the request without a param; the same instance if it is not set. */
    static ConverseRequest without(String field, ConverseRequest request) {
        InferenceConfig config = request.inferenceConfig();
        if (TEMPERATURE.contains(field) && config.temperature() != null) {
            return with(request, null, config.topP(), config.stopSequences());
        }
        if (TOP_P.contains(field) && config.topP() != null) {
            return with(request, config.temperature(), null, config.stopSequences());
        }
        if (STOP.contains(field) && !config.stopSequences().isEmpty()) {
            return with(request, config.temperature(), config.topP(), List.of());
        }
        OutputConfig output = request.outputConfig();
        if (EFFORT.contains(field) && output != null && output.effort() != null) {
            boolean rest = output.textFormat() != null || !output.more().isEmpty();
            return request.toBuilder()
                    .outputConfig(
                            rest
                                    ? new OutputConfig(output.textFormat(), null, output.more())
                                    : null)
                    .build();
        }
        return withoutOwn(field, request);
    }

    private static ConverseRequest with(
            ConverseRequest request,
            @Nullable Double temperature,
            @Nullable Double topP,
            List<String> stop) {
        InferenceConfig config = request.inferenceConfig();
        return request.toBuilder()
                .inferenceConfig(
                        new InferenceConfig(
                                config.maxTokens(), temperature, topP, stop, config.more()))
                .build();
    }

    private static ConverseRequest withoutOwn(String field, ConverseRequest request) {
        if (!(request.additionalModelRequestFields() instanceof Json.Obj own)) {
            return request;
        }
        Json.Obj rest = without(List.of(field.split("\\.")), own);
        return rest.equals(own)
                ? request
                : request.toBuilder()
                        .additionalModelRequestFields(rest.isEmpty() ? null : rest)
                        .build();
    }

    /**
     * A step that is not there is a kind that the service names: {@code thinking.enabled.display}.
     */
    private static Json.Obj without(List<String> path, Json.Obj json) {
        String name = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        Json member = json.get(name);
        if (member == null) {
            return rest.isEmpty() ? json : without(rest, json);
        }
        if (rest.isEmpty()) {
            return json.without(name);
        }
        if (!(member instanceof Json.Obj inner)) {
            return json;
        }
        Json.Obj less = without(rest, inner);
        return less.isEmpty() ? json.without(name) : json.with(name, less);
    }
}
