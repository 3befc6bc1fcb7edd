package dev.outcrop.internal.protocol.converse;

import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.ConverseRequest.OutputConfig;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Source.Blob;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;

import java.util.List;
import java.util.Map;

/** Writes the body of a Converse request. The model's id is in the path, not in the body. */
final class RequestWriter {
    private final JsonWriter json;

    RequestWriter(JsonWriter json) {
        this.json = json;
    }

    // https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html#API_runtime_Converse_RequestSyntax
    void request(ConverseRequest request) {
        json.object();
        conversation(request);
        if (!request.inferenceConfig().isEmpty()) {
            inferenceConfig(request.inferenceConfig());
        }
        if (request.toolConfig() != null) {
            toolConfig(request.toolConfig());
        }
        if (request.guardrailConfig() != null) {
            guardrailConfig(request.guardrailConfig());
        }
        json.member("additionalModelRequestFields", request.additionalModelRequestFields());
        if (!request.promptVariables().isEmpty()) {
            promptVariables(request.promptVariables());
        }
        strings("additionalModelResponseFieldPaths", request.additionalModelResponseFieldPaths());
        if (!request.requestMetadata().isEmpty()) {
            json.name("requestMetadata").object();
            request.requestMetadata().forEach(json::member);
            json.endObject();
        }
        if (request.performanceLatency() != null) {
            json.name("performanceConfig")
                    .object()
                    .member("latency", request.performanceLatency())
                    .endObject();
        }
        if (request.serviceTier() != null) {
            json.name("serviceTier").object().member("type", request.serviceTier()).endObject();
        }
        if (request.outputConfig() != null) {
            outputConfig(request.outputConfig());
        }
        json.members(request.more()).endObject();
    }

    // https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_CountTokens.html
    void countTokens(ConverseRequest request) {
        json.object().name("input").object().name("converse").object();
        conversation(request);
        if (request.toolConfig() != null) {
            toolConfig(request.toolConfig());
        }
        json.member("additionalModelRequestFields", request.additionalModelRequestFields());
        json.members(request.more()).endObject().endObject().endObject();
    }

    /** For a body in the model's own format. */
    static void countTokens(JsonWriter json, Blob body) {
        json.object().name("input").object().name("invokeModel").object();
        json.member("body", body.base64()).endObject().endObject().endObject();
    }

    private void conversation(ConverseRequest request) {
        if (!request.messages().isEmpty()) {
            json.name("messages").array();
            request.messages().forEach(message -> message.writeTo(json));
            json.endArray();
        }
        if (!request.system().isEmpty()) {
            json.name("system").array();
            request.system().forEach(block -> block.writeTo(json));
            json.endArray();
        }
    }

    private void inferenceConfig(InferenceConfig config) {
        json.name("inferenceConfig")
                .object()
                .member("maxTokens", config.maxTokens())
                .member("temperature", config.temperature())
                .member("topP", config.topP());
        strings("stopSequences", config.stopSequences());
        json.members(config.more()).endObject();
    }

    // https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolConfiguration.html
    private void toolConfig(ToolConfig config) {
        json.name("toolConfig").object().name("tools").array();
        config.tools().forEach(this::tool);
        json.endArray();
        if (config.toolChoice() != null && !(config.toolChoice() instanceof ToolChoice.None)) {
            json.name("toolChoice").object();
            toolChoice(config.toolChoice());
            json.endObject();
        }
        json.members(config.more()).endObject();
    }

    private void tool(ToolDefinition tool) {
        switch (tool) {
            case ToolDefinition.Spec spec ->
                    json.object()
                            .name("toolSpec")
                            .object()
                            .member("name", spec.name())
                            .member("description", spec.description())
                            .name("inputSchema")
                            .object()
                            .member("json", spec.inputSchema())
                            .endObject()
                            .member("strict", spec.strict())
                            .members(spec.more())
                            .endObject()
                            .endObject();
            case ToolDefinition.SystemTool system ->
                    json.object()
                            .name("systemTool")
                            .object()
                            .member("name", system.name())
                            .members(system.more())
                            .endObject()
                            .endObject();
            case Content.CachePoint point -> point.writeTo(json);
            case ToolDefinition.Unknown unknown ->
                    json.object().members(unknown.json()).endObject();
        }
    }

    private void toolChoice(ToolChoice choice) {
        switch (choice) {
            case ToolChoice.Auto auto -> json.member("auto", auto.more());
            case ToolChoice.Any any -> json.member("any", any.more());
            case ToolChoice.Tool tool ->
                    json.name("tool")
                            .object()
                            .member("name", tool.name())
                            .members(tool.more())
                            .endObject();
            case ToolChoice.None ignored -> {} // the tools themselves are left out
            case ToolChoice.Unknown unknown -> json.members(unknown.json());
        }
    }

    private void guardrailConfig(GuardrailConfig config) {
        json.name("guardrailConfig")
                .object()
                .member("guardrailIdentifier", config.guardrailIdentifier())
                .member("guardrailVersion", config.guardrailVersion())
                .member("trace", config.trace())
                .member("streamProcessingMode", config.streamProcessingMode())
                .members(config.more())
                .endObject();
    }

    private void promptVariables(Map<String, String> variables) {
        json.name("promptVariables").object();
        variables.forEach(
                (name, value) -> json.name(name).object().member("text", value).endObject());
        json.endObject();
    }

    // https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_OutputConfig.html
    private void outputConfig(OutputConfig config) {
        json.name("outputConfig").object();
        OutputConfig.JsonSchemaFormat format = config.textFormat();
        if (format != null) {
            json.name("textFormat")
                    .object()
                    .member("type", "json_schema")
                    .name("structure")
                    .object()
                    .name("jsonSchema")
                    .object()
                    .member("schema", format.schema())
                    .member("name", format.name())
                    .member("description", format.description())
                    .members(format.more())
                    .endObject()
                    .endObject()
                    .endObject();
        }
        json.member("effort", config.effort()).members(config.more()).endObject();
    }

    private void strings(String name, List<String> values) {
        if (!values.isEmpty()) {
            json.name(name).array();
            values.forEach(json::value);
            json.endArray();
        }
    }
}
