package dev.outcrop.internal.protocol.converse;

import dev.outcrop.internal.json.Members;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.ConverseRequest.OutputConfig;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the body of a Converse request: the inverse of {@link RequestWriter}. Members without a
 * type are kept in {@link ConverseRequest#more()}.
 */
final class RequestReader {
    private RequestReader() {}

    static ConverseRequest request(String modelId, Json.Obj body) {
        var members = new Members(body);
        var builder =
                ConverseRequest.builder(modelId)
                        .messages(members.list("messages", Message::fromJson))
                        .system(members.list("system", RequestReader::block))
                        .toolConfig(members.object("toolConfig", RequestReader::toolConfig))
                        .guardrailConfig(
                                members.object("guardrailConfig", RequestReader::guardrailConfig))
                        .additionalModelRequestFields(members.value("additionalModelRequestFields"))
                        .additionalModelResponseFieldPaths(
                                members.list("additionalModelResponseFieldPaths", Members::text))
                        .performanceLatency(
                                members.object("performanceConfig", json -> only(json, "latency")))
                        .serviceTier(members.object("serviceTier", json -> only(json, "type")))
                        .outputConfig(members.object("outputConfig", RequestReader::outputConfig));
        InferenceConfig inference =
                members.object("inferenceConfig", RequestReader::inferenceConfig);
        if (inference != null) {
            builder.inferenceConfig(inference);
        }
        Map<String, String> variables =
                members.object("promptVariables", RequestReader::promptVariables);
        if (variables != null) {
            builder.promptVariables(variables);
        }
        Map<String, String> metadata = members.object("requestMetadata", RequestReader::strings);
        if (metadata != null) {
            builder.requestMetadata(metadata);
        }
        return builder.more(members.rest()).build();
    }

    /** An empty object is kept as unknown: it would be omitted, which changes the request. */
    private static @Nullable InferenceConfig inferenceConfig(Json.Obj json) {
        if (json.isEmpty()) {
            return null;
        }
        var members = new Members(json);
        return new InferenceConfig(
                members.integer("maxTokens"),
                members.decimal("temperature"),
                members.decimal("topP"),
                members.list("stopSequences", Members::text),
                members.rest());
    }

    private static @Nullable ToolConfig toolConfig(Json.Obj json) {
        var members = new Members(json);
        List<ToolDefinition> tools = members.required("tools", RequestReader::tool);
        return tools == null
                ? null
                : new ToolConfig(
                        tools,
                        members.object("toolChoice", RequestReader::toolChoice),
                        members.rest());
    }

    private static @Nullable ToolDefinition tool(Json json) {
        if (!(json instanceof Json.Obj object)) {
            return null;
        }
        ToolDefinition known = null;
        if (object.members().size() == 1) {
            var members = new Members(object);
            known = members.object("toolSpec", RequestReader::toolSpec);
            if (known == null) {
                known = members.object("systemTool", RequestReader::systemTool);
            }
            if (object.get("cachePoint") != null
                    && Content.fromJson(object) instanceof Content.CachePoint point) {
                known = point;
            }
        }
        return known == null ? new ToolDefinition.Unknown(object) : known;
    }

    private static @Nullable Content block(Json json) {
        return json instanceof Json.Obj ? Content.fromJson(json) : null;
    }

    private static @Nullable ToolDefinition toolSpec(Json.Obj json) {
        var members = new Members(json);
        String name = members.string("name");
        Json schema = members.object("inputSchema", RequestReader::inputSchema);
        return name == null || schema == null
                ? null
                : new ToolDefinition.Spec(
                        name,
                        members.string("description"),
                        schema,
                        members.bool("strict"),
                        members.rest());
    }

    private static @Nullable Json inputSchema(Json.Obj json) {
        return json.members().size() == 1 ? json.get("json") : null;
    }

    private static @Nullable ToolDefinition systemTool(Json.Obj json) {
        var members = new Members(json);
        String name = members.string("name");
        return name == null ? null : new ToolDefinition.SystemTool(name, members.rest());
    }

    private static ToolChoice toolChoice(Json.Obj json) {
        ToolChoice known = null;
        if (json.members().size() == 1) {
            var members = new Members(json);
            known = members.object("auto", ToolChoice.Auto::new);
            if (known == null) {
                known = members.object("any", ToolChoice.Any::new);
            }
            if (known == null) {
                known = members.object("tool", RequestReader::oneTool);
            }
        }
        return known == null ? new ToolChoice.Unknown(json) : known;
    }

    private static @Nullable ToolChoice oneTool(Json.Obj json) {
        var members = new Members(json);
        String name = members.string("name");
        return name == null ? null : new ToolChoice.Tool(name, members.rest());
    }

    private static GuardrailConfig guardrailConfig(Json.Obj json) {
        var members = new Members(json);
        return new GuardrailConfig(
                members.string("guardrailIdentifier"),
                members.string("guardrailVersion"),
                members.string("trace"),
                members.string("streamProcessingMode"),
                members.rest());
    }

    private static OutputConfig outputConfig(Json.Obj json) {
        var members = new Members(json);
        return new OutputConfig(
                members.object("textFormat", RequestReader::schemaFormat),
                members.string("effort"),
                members.rest());
    }

    /** Only the one existing format, without unknown members. */
    private static OutputConfig.@Nullable JsonSchemaFormat schemaFormat(Json.Obj json) {
        Json.Obj structure = json.object("structure");
        Json.Obj definition = structure.object("jsonSchema");
        if (json.members().size() != 2
                || structure.members().size() != 1
                || !"json_schema".equals(json.string("type"))) {
            return null;
        }
        var members = new Members(definition);
        String schema = members.string("schema");
        return schema == null
                ? null
                : new OutputConfig.JsonSchemaFormat(
                        schema,
                        members.string("name"),
                        members.string("description"),
                        members.rest());
    }

    private static @Nullable Map<String, String> promptVariables(Json.Obj json) {
        var texts = new LinkedHashMap<String, Json>();
        for (var member : json.members().entrySet()) {
            String text = member.getValue() instanceof Json.Obj value ? only(value, "text") : null;
            if (text == null) {
                return null;
            }
            texts.put(member.getKey(), Json.of(text));
        }
        return strings(new Json.Obj(texts));
    }

    private static @Nullable Map<String, String> strings(Json.Obj json) {
        var strings = new LinkedHashMap<String, String>();
        for (var member : json.members().entrySet()) {
            if (!(member.getValue() instanceof Json.Str(String value))) {
                return null;
            }
            strings.put(member.getKey(), value);
        }
        return strings.isEmpty() ? null : strings;
    }

    private static @Nullable String only(Json.Obj json, String name) {
        return json.members().size() == 1 ? json.string(name) : null;
    }
}
