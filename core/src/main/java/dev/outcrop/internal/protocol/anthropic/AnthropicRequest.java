package dev.outcrop.internal.protocol.anthropic;

import dev.outcrop.internal.protocol.vendor.AnswerSchemas;
import dev.outcrop.internal.protocol.vendor.JsonFields;
import dev.outcrop.internal.protocol.vendor.Unsupported;
import dev.outcrop.internal.protocol.vendor.VendorMembers;
import dev.outcrop.internal.stream.TokenSum;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.ConverseRequest.OutputConfig;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The body of a request to Anthropic's Messages API. */
public final class AnthropicRequest {
    /** The API requires a number; every model supports this one. */
    private static final int MAX_TOKENS = 4_096;

    private AnthropicRequest() {}

    public static Json.Obj of(ConverseRequest request, boolean streaming) {
        Json own = request.additionalModelRequestFields();
        Json.Obj fields = own instanceof Json.Obj object ? object : Json.EMPTY;
        InferenceConfig config = request.inferenceConfig();
        var body = new JsonFields().put("model", request.modelId());
        body.put("max_tokens", maxTokens(config, fields));
        body.putAny("system", AnthropicContentWriter.of(request.system()));
        body.put("messages", messages(request.messages()));
        body.put("temperature", config.temperature());
        body.put("top_p", config.topP());
        body.putAny("stop_sequences", strings(config.stopSequences()));
        if (request.toolConfig() != null) {
            tools(request.toolConfig(), body);
        }
        Json.Obj output = outputConfig(request.outputConfig());
        if (!output.isEmpty()) {
            body.put("output_config", output);
        }
        if (streaming) {
            body.put("stream", Boolean.TRUE);
        }
        body.putAll(config.more());
        return body.putAll(request.more()).json().merged(fields);
    }

    /** The thinking budget is part of it, and must leave room for the answer. */
    private static int maxTokens(InferenceConfig config, Json.Obj fields) {
        Integer given = config.maxTokens();
        if (given != null) {
            return given;
        }
        long budget = fields.object("thinking").integer("budget_tokens", 0);
        return (int) Math.min(Integer.MAX_VALUE, TokenSum.of(MAX_TOKENS, budget));
    }

    private static List<Json> messages(List<Message> messages) {
        var written = new ArrayList<Json>(messages.size());
        for (Message message : messages) {
            written.add(
                    new JsonFields()
                            .put("role", message.role().wire())
                            .put("content", AnthropicContentWriter.of(message.content()))
                            .putAll(VendorMembers.ANTHROPIC.written(message.more()))
                            .json());
        }
        return written;
    }

    private static void tools(ToolConfig config, JsonFields body) {
        var tools = new ArrayList<Json>();
        for (ToolDefinition tool : config.tools()) {
            switch (tool) {
                case ToolDefinition.Spec spec -> tools.add(tool(spec));
                case ToolDefinition.Unknown unknown -> tools.add(unknown.json());
                case Content.CachePoint point -> AnthropicContentWriter.cache(tools, point);
                case ToolDefinition.SystemTool system ->
                        throw Unsupported.ANTHROPIC.of(
                                "the Bedrock system tool " + system.name(),
                                "Use Protocol.CONVERSE.");
            }
        }
        body.putAny("tools", tools);
        if (config.toolChoice() != null) {
            body.put("tool_choice", choice(config.toolChoice()));
        }
    }

    private static Json tool(ToolDefinition.Spec spec) {
        return new JsonFields()
                .put("name", spec.name())
                .put("description", spec.description())
                .put("input_schema", spec.inputSchema())
                .put("strict", spec.strict())
                .putAll(VendorMembers.ANTHROPIC.written(spec.more()))
                .json();
    }

    private static Json choice(ToolChoice choice) {
        return switch (choice) {
            case ToolChoice.Auto auto -> JsonFields.typed("auto").putAll(auto.more()).json();
            case ToolChoice.None ignored -> JsonFields.typed("none").json();
            case ToolChoice.Any any -> JsonFields.typed("any").putAll(any.more()).json();
            case ToolChoice.Tool tool ->
                    JsonFields.typed("tool").put("name", tool.name()).putAll(tool.more()).json();
            case ToolChoice.Unknown unknown -> unknown.json();
        };
    }

    private static Json.Obj outputConfig(@Nullable OutputConfig config) {
        if (config == null) {
            return Json.EMPTY;
        }
        OutputConfig.JsonSchemaFormat format = config.textFormat();
        return new JsonFields()
                .put("effort", config.effort())
                .put(
                        "format",
                        format == null
                                ? null
                                : (Json)
                                        JsonFields.typed("json_schema")
                                                .put("schema", AnswerSchemas.parsed(format))
                                                .json())
                .putAll(VendorMembers.ANTHROPIC.written(config.more()))
                .json();
    }

    private static List<Json> strings(List<String> values) {
        return values.stream().map(Json::of).toList();
    }
}
