package dev.outcrop.internal.protocol.converse;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.ConverseRequest.OutputConfig;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;

import software.amazon.awssdk.services.bedrockruntime.model.AnyToolChoice;
import software.amazon.awssdk.services.bedrockruntime.model.AutoToolChoice;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseTokensRequest;
import software.amazon.awssdk.services.bedrockruntime.model.CountTokensInput;
import software.amazon.awssdk.services.bedrockruntime.model.CountTokensRequest;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailStreamConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.JsonSchemaDefinition;
import software.amazon.awssdk.services.bedrockruntime.model.OutputFormat;
import software.amazon.awssdk.services.bedrockruntime.model.OutputFormatStructure;
import software.amazon.awssdk.services.bedrockruntime.model.PerformanceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.PromptVariableValues;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceTier;
import software.amazon.awssdk.services.bedrockruntime.model.SpecificToolChoice;
import software.amazon.awssdk.services.bedrockruntime.model.SystemTool;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolInputSchema;
import software.amazon.awssdk.services.bedrockruntime.model.ToolSpecification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Random requests of Converse, ConverseStream and CountTokens. */
final class TwinRequest {
    private static final List<String> MODEL_IDS =
            List.of(
                    "amazon.nova-lite-v1:0",
                    "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                    "openai.gpt-oss-20b-1:0",
                    "my_provisioned-model",
                    "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
                    "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0",
                    "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:application-inference-profile/a1b2c3",
                    "arn:aws-cn:bedrock:cn-north-1:123456789012:provisioned-model/abcdefghij12",
                    "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite/abcdefghij12",
                    "arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdefghij12",
                    "arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdefghij12",
                    "arn:aws:bedrock:us-east-1:123456789012:prompt/ABCDE12345:3",
                    "arn:aws:bedrock:us-east-1:123456789012:default-prompt-router/anthropic.claude:1",
                    "arn:aws:sagemaker:us-east-1:123456789012:endpoint/my-endpoint",
                    "not an id, yet $&+,/:;=?@ \"<>#%{}|\\^~[]`'()*! é漢\ud83e\udea8");

    private final Dice dice;
    private final TwinContent content;

    TwinRequest(Dice dice) {
        this.dice = dice;
        this.content = new TwinContent(dice);
    }

    Twin<ConverseRequest, software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest>
            converse() {
        String modelId = dice.one(MODEL_IDS);
        var ours = ConverseRequest.builder(modelId);
        var aws =
                software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest.builder()
                        .modelId(modelId);
        conversation(ours, aws);
        var inference = dice.maybe(this::inferenceConfig);
        if (inference != null && !inference.ours().isEmpty()) {
            ours.inferenceConfig(inference.ours());
            aws.inferenceConfig(inference.aws());
        }
        var guardrail = dice.maybe(this::guardrailConfig);
        if (guardrail != null) {
            ours.guardrailConfig(guardrail.ours());
            aws.guardrailConfig(guardrail.aws());
        }
        var output = dice.maybe(this::outputConfig);
        if (output != null) {
            ours.outputConfig(output.ours());
            aws.outputConfig(output.aws());
        }
        options(ours, aws);
        return new Twin<>(ours.build(), aws.build());
    }

    Twin<ConverseRequest, ConverseStreamRequest> converseStream() {
        var whole = converse();
        var aws = whole.aws();
        String mode = dice.maybe(() -> dice.one("sync", "async"));
        GuardrailConfig guardrail = whole.ours().guardrailConfig();
        GuardrailConfig ours =
                guardrail == null
                        ? null
                        : new GuardrailConfig(
                                guardrail.guardrailIdentifier(),
                                guardrail.guardrailVersion(),
                                guardrail.trace(),
                                mode,
                                Json.EMPTY);
        return new Twin<>(
                whole.ours().toBuilder().guardrailConfig(ours).build(),
                ConverseStreamRequest.builder()
                        .modelId(aws.modelId())
                        .messages(aws.messages())
                        .system(aws.system())
                        .inferenceConfig(aws.inferenceConfig())
                        .toolConfig(aws.toolConfig())
                        .guardrailConfig(ours == null ? null : streaming(ours))
                        .additionalModelRequestFields(aws.additionalModelRequestFields())
                        .promptVariables(aws.promptVariables())
                        .additionalModelResponseFieldPaths(aws.additionalModelResponseFieldPaths())
                        .requestMetadata(aws.requestMetadata())
                        .performanceConfig(aws.performanceConfig())
                        .serviceTier(aws.serviceTier())
                        .outputConfig(aws.outputConfig())
                        .build());
    }

    private static GuardrailStreamConfiguration streaming(GuardrailConfig guardrail) {
        return GuardrailStreamConfiguration.builder()
                .guardrailIdentifier(guardrail.guardrailIdentifier())
                .guardrailVersion(guardrail.guardrailVersion())
                .trace(guardrail.trace())
                .streamProcessingMode(guardrail.streamProcessingMode())
                .build();
    }

    Twin<ConverseRequest, CountTokensRequest> countTokens() {
        var whole = converse();
        var aws = whole.aws();
        return new Twin<>(
                whole.ours(),
                CountTokensRequest.builder()
                        .modelId(aws.modelId())
                        .input(
                                CountTokensInput.fromConverse(
                                        ConverseTokensRequest.builder()
                                                .messages(aws.messages())
                                                .system(aws.system())
                                                .toolConfig(aws.toolConfig())
                                                .additionalModelRequestFields(
                                                        aws.additionalModelRequestFields())
                                                .build()))
                        .build());
    }

    private void conversation(
            ConverseRequest.Builder ours,
            software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest.Builder aws) {
        var messages = dice.some(1, 4, content::message);
        ours.messages(Twin.ours(messages));
        aws.messages(Twin.aws(messages));
        var system = dice.some(0, 3, content::system);
        if (!system.isEmpty()) {
            ours.system(Twin.ours(system));
            aws.system(Twin.aws(system));
        }
        var tools = dice.maybe(this::toolConfig);
        if (tools != null) {
            ours.toolConfig(tools.ours());
            aws.toolConfig(tools.aws());
        }
        Json fields = dice.maybe(dice::document);
        if (fields != null) {
            ours.additionalModelRequestFields(fields);
            aws.additionalModelRequestFields(AwsJson.document(fields));
        }
    }

    private void options(
            ConverseRequest.Builder ours,
            software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest.Builder aws) {
        if (dice.flip()) {
            Map<String, String> variables = dice.map(dice::text);
            var values = new LinkedHashMap<String, PromptVariableValues>();
            variables.forEach(
                    (name, text) -> values.put(name, PromptVariableValues.fromText(text)));
            ours.promptVariables(variables);
            aws.promptVariables(values);
        }
        if (dice.flip()) {
            List<String> paths = dice.some(1, 3, dice::text);
            ours.additionalModelResponseFieldPaths(paths);
            aws.additionalModelResponseFieldPaths(paths);
        }
        if (dice.flip()) {
            Map<String, String> metadata = dice.map(dice::text);
            ours.requestMetadata(metadata);
            aws.requestMetadata(metadata);
        }
        if (dice.flip()) {
            String latency = dice.one("standard", "optimized", "immediate");
            ours.performanceLatency(latency);
            aws.performanceConfig(PerformanceConfiguration.builder().latency(latency).build());
        }
        if (dice.flip()) {
            String tier = dice.one("priority", "default", "flex", "reserved", "balcony");
            ours.serviceTier(tier);
            aws.serviceTier(ServiceTier.builder().type(tier).build());
        }
    }

    private Twin<InferenceConfig, InferenceConfiguration> inferenceConfig() {
        Integer maxTokens = dice.maybe(dice::count);
        String temperature = dice.maybe(dice::share);
        String topP = dice.maybe(dice::share);
        List<String> stop = dice.some(0, 2, dice::text);
        return new Twin<>(
                new InferenceConfig(
                        maxTokens,
                        temperature == null ? null : Double.valueOf(temperature),
                        topP == null ? null : Double.valueOf(topP),
                        stop,
                        Json.EMPTY),
                InferenceConfiguration.builder()
                        .maxTokens(maxTokens)
                        .temperature(temperature == null ? null : Float.valueOf(temperature))
                        .topP(topP == null ? null : Float.valueOf(topP))
                        .stopSequences(stop.isEmpty() ? null : stop)
                        .build());
    }

    private Twin<GuardrailConfig, GuardrailConfiguration> guardrailConfig() {
        String identifier = dice.maybe(dice::text);
        String version = dice.maybe(() -> dice.one("1", "DRAFT"));
        String trace = dice.maybe(() -> dice.one("enabled", "disabled", "enabled_full"));
        return new Twin<>(
                new GuardrailConfig(identifier, version, trace, null, Json.EMPTY),
                GuardrailConfiguration.builder()
                        .guardrailIdentifier(identifier)
                        .guardrailVersion(version)
                        .trace(trace)
                        .build());
    }

    private Twin<ToolConfig, ToolConfiguration> toolConfig() {
        var tools = dice.some(0, 4, this::tool);
        var choice = dice.maybe(this::toolChoice);
        return new Twin<>(
                new ToolConfig(Twin.ours(tools), choice == null ? null : choice.ours(), Json.EMPTY),
                ToolConfiguration.builder()
                        .tools(Twin.aws(tools))
                        .toolChoice(choice == null ? null : choice.aws())
                        .build());
    }

    private Twin<ToolDefinition, Tool> tool() {
        String name = dice.text();
        return switch (dice.below(3)) {
            case 0 -> {
                String description = dice.maybe(dice::text);
                Json schema = dice.document();
                Boolean strict = dice.maybe(dice::flip);
                yield new Twin<>(
                        new ToolDefinition.Spec(name, description, schema, strict, Json.EMPTY),
                        Tool.fromToolSpec(
                                ToolSpecification.builder()
                                        .name(name)
                                        .description(description)
                                        .inputSchema(
                                                ToolInputSchema.fromJson(AwsJson.document(schema)))
                                        .strict(strict)
                                        .build()));
            }
            case 1 ->
                    new Twin<>(
                            new ToolDefinition.SystemTool(name, Json.EMPTY),
                            Tool.fromSystemTool(SystemTool.builder().name(name).build()));
            default -> {
                var point = content.cachePoint();
                yield new Twin<>(
                        (Content.CachePoint) point.ours(), Tool.fromCachePoint(point.aws()));
            }
        };
    }

    private Twin<ToolChoice, software.amazon.awssdk.services.bedrockruntime.model.ToolChoice>
            toolChoice() {
        String name = dice.text();
        return switch (dice.below(3)) {
            case 0 ->
                    new Twin<>(
                            ToolChoice.AUTO,
                            software.amazon.awssdk.services.bedrockruntime.model.ToolChoice
                                    .fromAuto(AutoToolChoice.builder().build()));
            case 1 ->
                    new Twin<>(
                            ToolChoice.ANY,
                            software.amazon.awssdk.services.bedrockruntime.model.ToolChoice.fromAny(
                                    AnyToolChoice.builder().build()));
            default ->
                    new Twin<>(
                            ToolChoice.tool(name),
                            software.amazon.awssdk.services.bedrockruntime.model.ToolChoice
                                    .fromTool(SpecificToolChoice.builder().name(name).build()));
        };
    }

    private Twin<OutputConfig, software.amazon.awssdk.services.bedrockruntime.model.OutputConfig>
            outputConfig() {
        var format = dice.maybe(this::textFormat);
        String effort = dice.maybe(() -> dice.one("low", "max"));
        return new Twin<>(
                new OutputConfig(format == null ? null : format.ours(), effort, Json.EMPTY),
                software.amazon.awssdk.services.bedrockruntime.model.OutputConfig.builder()
                        .textFormat(format == null ? null : format.aws())
                        .effort(effort)
                        .build());
    }

    private Twin<OutputConfig.JsonSchemaFormat, OutputFormat> textFormat() {
        String schema = dice.text();
        String name = dice.maybe(dice::text);
        String description = dice.maybe(dice::text);
        return new Twin<>(
                new OutputConfig.JsonSchemaFormat(schema, name, description, Json.EMPTY),
                OutputFormat.builder()
                        .type("json_schema")
                        .structure(
                                OutputFormatStructure.fromJsonSchema(
                                        JsonSchemaDefinition.builder()
                                                .schema(schema)
                                                .name(name)
                                                .description(description)
                                                .build()))
                        .build());
    }
}
