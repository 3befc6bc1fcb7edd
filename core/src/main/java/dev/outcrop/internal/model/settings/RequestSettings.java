package dev.outcrop.internal.model.settings;

import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings of a model that are sent unchanged with each request.
 *
 * @param latency Bedrock's {@code performanceConfig.latency}
 */
public record RequestSettings(
        @Nullable GuardrailConfig guardrail,
        @Nullable String serviceTier,
        @Nullable String latency,
        Map<String, String> metadata,
        Map<String, String> promptVariables,
        List<String> responseFieldPaths) {
    public static final RequestSettings NONE =
            new RequestSettings(null, null, null, Map.of(), Map.of(), List.of());

    public RequestSettings {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        promptVariables = Collections.unmodifiableMap(new LinkedHashMap<>(promptVariables));
        responseFieldPaths = List.copyOf(responseFieldPaths);
    }

    public RequestSettings with(GuardrailConfig guardrail) {
        return new RequestSettings(
                guardrail, serviceTier, latency, metadata, promptVariables, responseFieldPaths);
    }

    public RequestSettings withServiceTier(String tier) {
        return new RequestSettings(
                guardrail, word(tier), latency, metadata, promptVariables, responseFieldPaths);
    }

    public RequestSettings withLatency(String latency) {
        return new RequestSettings(
                guardrail,
                serviceTier,
                word(latency),
                metadata,
                promptVariables,
                responseFieldPaths);
    }

    public RequestSettings withMetadata(Map<String, String> metadata) {
        return new RequestSettings(
                guardrail, serviceTier, latency, metadata, promptVariables, responseFieldPaths);
    }

    public RequestSettings withPromptVariables(Map<String, String> variables) {
        return new RequestSettings(
                guardrail, serviceTier, latency, metadata, variables, responseFieldPaths);
    }

    public RequestSettings withResponseFieldPaths(List<String> paths) {
        return new RequestSettings(
                guardrail, serviceTier, latency, metadata, promptVariables, paths);
    }

    public ConverseRequest.Builder in(ConverseRequest.Builder request) {
        return request.guardrailConfig(guardrail)
                .serviceTier(serviceTier)
                .performanceLatency(latency)
                .requestMetadata(metadata)
                .promptVariables(promptVariables)
                .additionalModelResponseFieldPaths(responseFieldPaths);
    }

    private static String word(String word) {
        if (word.isBlank()) {
            throw new IllegalArgumentException("a setting must not be blank");
        }
        return word;
    }
}
