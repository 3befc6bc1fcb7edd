package dev.outcrop.message;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The content of one call to a model. Empty and null parts are not sent.
 *
 * @param modelId model id, inference profile, or ARN
 * @param messages the conversation so far; normally it begins with the user
 * @param system the system prompt
 * @param inferenceConfig settings that every model supports
 * @param toolConfig the tools
 * @param guardrailConfig the guardrail
 * @param additionalModelRequestFields settings of this model only
 * @param promptVariables values for a prompt of Prompt Management, if {@code modelId} is its ARN
 * @param additionalModelResponseFieldPaths JSON pointers into the model's native response; at most
 *     10
 * @param requestMetadata names and values for the invocation log; at most 16
 * @param performanceLatency {@code standard} or {@code optimized}; Bedrock's {@code
 *     performanceConfig.latency}
 * @param serviceTier {@code priority}, {@code default}, {@code flex} or {@code reserved}
 * @param outputConfig the form of the answer
 * @param more members that this version does not support; they are sent unchanged
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">Converse</a>
 */
public record ConverseRequest(
        String modelId,
        List<Message> messages,
        List<Content> system,
        InferenceConfig inferenceConfig,
        @Nullable ToolConfig toolConfig,
        @Nullable GuardrailConfig guardrailConfig,
        @Nullable Json additionalModelRequestFields,
        Map<String, String> promptVariables,
        List<String> additionalModelResponseFieldPaths,
        Map<String, String> requestMetadata,
        @Nullable String performanceLatency,
        @Nullable String serviceTier,
        @Nullable OutputConfig outputConfig,
        Json.Obj more) {
    public ConverseRequest {
        Objects.requireNonNull(inferenceConfig, "inferenceConfig");
        Objects.requireNonNull(more, "more");
        Objects.requireNonNull(modelId, "modelId");
        messages = Listed.of(messages, "messages");
        system = Listed.of(system, "system");
        promptVariables = Listed.of(promptVariables, "promptVariables");
        additionalModelResponseFieldPaths =
                Listed.of(additionalModelResponseFieldPaths, "additionalModelResponseFieldPaths");
        requestMetadata = Listed.of(requestMetadata, "requestMetadata");
    }

    public static Builder builder(String modelId) {
        return new Builder(modelId);
    }

    /** Returns this request for another model. */
    public ConverseRequest withModelId(String modelId) {
        return toBuilder(modelId).build();
    }

    /** Returns a builder with the parts of this request. */
    public Builder toBuilder() {
        return toBuilder(modelId);
    }

    private Builder toBuilder(String modelId) {
        var builder = new Builder(modelId);
        builder.messages.addAll(messages);
        builder.system.addAll(system);
        builder.inferenceConfig = inferenceConfig;
        builder.toolConfig = toolConfig;
        builder.guardrailConfig = guardrailConfig;
        builder.additionalModelRequestFields = additionalModelRequestFields;
        builder.promptVariables = promptVariables;
        builder.additionalModelResponseFieldPaths = additionalModelResponseFieldPaths;
        builder.requestMetadata = requestMetadata;
        builder.performanceLatency = performanceLatency;
        builder.serviceTier = serviceTier;
        builder.outputConfig = outputConfig;
        builder.more = more;
        return builder;
    }

    /** Builds a request. Not safe for use by several threads. */
    public static final class Builder {
        private final String modelId;
        private final List<Message> messages = new ArrayList<>();
        private final List<Content> system = new ArrayList<>();
        private InferenceConfig inferenceConfig = InferenceConfig.NONE;
        private @Nullable ToolConfig toolConfig;
        private @Nullable GuardrailConfig guardrailConfig;
        private @Nullable Json additionalModelRequestFields;
        private Map<String, String> promptVariables = Map.of();
        private List<String> additionalModelResponseFieldPaths = List.of();
        private Map<String, String> requestMetadata = Map.of();
        private @Nullable String performanceLatency;
        private @Nullable String serviceTier;
        private @Nullable OutputConfig outputConfig;
        private Json.Obj more = Json.EMPTY;

        private Builder(String modelId) {
            this.modelId = Objects.requireNonNull(modelId, "modelId");
        }

        /** Replaces the conversation. */
        public Builder messages(List<Message> messages) {
            this.messages.clear();
            this.messages.addAll(messages);
            return this;
        }

        public Builder messages(Message... messages) {
            return messages(Arrays.asList(messages));
        }

        /** Replaces the system prompt. */
        public Builder system(List<? extends Content> system) {
            this.system.clear();
            this.system.addAll(system);
            return this;
        }

        public Builder system(String text) {
            return system(List.of(Content.text(text)));
        }

        public Builder inferenceConfig(InferenceConfig config) {
            this.inferenceConfig = Objects.requireNonNull(config, "config");
            return this;
        }

        public Builder toolConfig(@Nullable ToolConfig config) {
            this.toolConfig = config;
            return this;
        }

        public Builder guardrailConfig(@Nullable GuardrailConfig config) {
            this.guardrailConfig = config;
            return this;
        }

        public Builder additionalModelRequestFields(@Nullable Json fields) {
            this.additionalModelRequestFields = fields;
            return this;
        }

        public Builder promptVariables(Map<String, String> variables) {
            this.promptVariables = Listed.of(variables, "variables");
            return this;
        }

        public Builder additionalModelResponseFieldPaths(List<String> paths) {
            this.additionalModelResponseFieldPaths = Listed.of(paths, "paths");
            return this;
        }

        public Builder requestMetadata(Map<String, String> metadata) {
            this.requestMetadata = Listed.of(metadata, "metadata");
            return this;
        }

        public Builder performanceLatency(@Nullable String latency) {
            this.performanceLatency = latency;
            return this;
        }

        public Builder serviceTier(@Nullable String tier) {
            this.serviceTier = tier;
            return this;
        }

        public Builder outputConfig(@Nullable OutputConfig config) {
            this.outputConfig = config;
            return this;
        }

        public Builder more(Json.Obj members) {
            this.more = Objects.requireNonNull(members, "members");
            return this;
        }

        public ConverseRequest build() {
            return new ConverseRequest(
                    modelId,
                    messages,
                    system,
                    inferenceConfig,
                    toolConfig,
                    guardrailConfig,
                    additionalModelRequestFields,
                    promptVariables,
                    additionalModelResponseFieldPaths,
                    requestMetadata,
                    performanceLatency,
                    serviceTier,
                    outputConfig,
                    more);
        }

        @Override
        public String toString() {
            return "ConverseRequest.Builder[" + modelId + ", messages=" + messages.size() + "]";
        }
    }

    /**
     * The tools of a request.
     *
     * @param tools at least one
     * @param toolChoice whether one must be used; null leaves that to Bedrock, which uses {@link
     *     ToolChoice#AUTO}
     * @param more members that this version does not support
     */
    public record ToolConfig(
            List<ToolDefinition> tools, @Nullable ToolChoice toolChoice, Json.Obj more) {
        public ToolConfig {
            Objects.requireNonNull(more, "more");
            tools = Listed.of(tools, "tools");
        }

        public ToolConfig(List<ToolDefinition> tools) {
            this(tools, null);
        }

        public ToolConfig(List<ToolDefinition> tools, @Nullable ToolChoice toolChoice) {
            this(tools, toolChoice, Json.EMPTY);
        }
    }

    /**
     * The settings that every model of Converse supports. Settings that are null or empty are left
     * to the model.
     *
     * @param maxTokens longest answer, in tokens, thinking included
     * @param temperature from 0 (the most likely token) to 1
     * @param topP nucleus sampling, from 0 to 1: only the most likely tokens with this total
     *     probability are considered
     * @param stopSequences texts that end the answer; at most 2,500
     * @param more members that this version does not support
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InferenceConfiguration.html">
     *     InferenceConfiguration</a>
     */
    public record InferenceConfig(
            @Nullable Integer maxTokens,
            @Nullable Double temperature,
            @Nullable Double topP,
            List<String> stopSequences,
            Json.Obj more) {
        /** No setting: everything is left to the model. */
        public static final InferenceConfig NONE =
                new InferenceConfig(null, null, null, List.of(), Json.EMPTY);

        public InferenceConfig {
            Objects.requireNonNull(more, "more");
            stopSequences = Listed.of(stopSequences, "stopSequences");
        }

        public InferenceConfig withMaxTokens(@Nullable Integer maxTokens) {
            return new InferenceConfig(maxTokens, temperature, topP, stopSequences, more);
        }

        public InferenceConfig withTemperature(@Nullable Double temperature) {
            return new InferenceConfig(maxTokens, temperature, topP, stopSequences, more);
        }

        public InferenceConfig withTopP(@Nullable Double topP) {
            return new InferenceConfig(maxTokens, temperature, topP, stopSequences, more);
        }

        public InferenceConfig withStopSequences(List<String> stopSequences) {
            return new InferenceConfig(maxTokens, temperature, topP, stopSequences, more);
        }

        public boolean isEmpty() {
            return maxTokens == null
                    && temperature == null
                    && topP == null
                    && stopSequences.isEmpty()
                    && more.isEmpty();
        }
    }

    /**
     * The form of the answer.
     *
     * @param textFormat the schema for the text
     * @param effort how much effort the model should spend, in the model's own terms
     * @param more members that this version does not support
     */
    public record OutputConfig(
            @Nullable JsonSchemaFormat textFormat, @Nullable String effort, Json.Obj more) {
        public OutputConfig {
            Objects.requireNonNull(more, "more");
        }

        public OutputConfig(@Nullable JsonSchemaFormat textFormat, @Nullable String effort) {
            this(textFormat, effort, Json.EMPTY);
        }

        /**
         * Text that is JSON of a schema.
         *
         * @param schema JSON schema, as text
         * @param name a name for the schema
         * @param description what the JSON is for
         * @param more members that this version does not support
         */
        public record JsonSchemaFormat(
                String schema, @Nullable String name, @Nullable String description, Json.Obj more) {
            public JsonSchemaFormat {
                Objects.requireNonNull(more, "more");
                Objects.requireNonNull(schema, "schema");
            }

            public JsonSchemaFormat(
                    String schema, @Nullable String name, @Nullable String description) {
                this(schema, name, description, Json.EMPTY);
            }
        }
    }

    /**
     * The guardrail of a call.
     *
     * @param guardrailIdentifier id or ARN
     * @param guardrailVersion a number, or {@code DRAFT}
     * @param trace {@code enabled}, {@code disabled} or {@code enabled_full}
     * @param streamProcessingMode for streams: {@code sync} (evaluate before sending) or {@code
     *     async} (evaluate while sending)
     * @param more members that this version does not support
     */
    public record GuardrailConfig(
            @Nullable String guardrailIdentifier,
            @Nullable String guardrailVersion,
            @Nullable String trace,
            @Nullable String streamProcessingMode,
            Json.Obj more) {
        public GuardrailConfig {
            Objects.requireNonNull(more, "more");
        }

        public GuardrailConfig(String guardrailIdentifier, String guardrailVersion) {
            this(guardrailIdentifier, guardrailVersion, null, null, Json.EMPTY);
        }

        public GuardrailConfig withTrace(String trace) {
            return new GuardrailConfig(
                    guardrailIdentifier, guardrailVersion, trace, streamProcessingMode, more);
        }

        public GuardrailConfig withStreamProcessingMode(String mode) {
            return new GuardrailConfig(guardrailIdentifier, guardrailVersion, trace, mode, more);
        }
    }
}
