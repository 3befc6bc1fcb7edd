package dev.outcrop.internal.protocol.openai;

import dev.outcrop.internal.protocol.vendor.AnswerSchemas;
import dev.outcrop.internal.protocol.vendor.JsonFields;
import dev.outcrop.internal.protocol.vendor.Unsupported;
import dev.outcrop.internal.protocol.vendor.VendorMembers;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.ConverseRequest.OutputConfig;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;

import java.util.ArrayList;
import java.util.regex.Pattern;

/** The body of a request to OpenAI's Chat Completions API. */
final class ChatRequest {
    private static final Unsupported UNSUPPORTED = Unsupported.CHAT;

    /** OpenAI's thinking models reject the older name. */
    private static final Pattern THINKING =
            Pattern.compile("(?:^|[./])(?:gpt-(?:[5-9]|\\d{2})|o\\d)");

    private ChatRequest() {}

    static Json.Obj of(ConverseRequest request, boolean streaming) {
        Json own = request.additionalModelRequestFields();
        InferenceConfig config = request.inferenceConfig();
        var body = new JsonFields().put("model", request.modelId());
        body.put("messages", ChatMessages.of(request));
        boolean thinks = THINKING.matcher(request.modelId()).find();
        body.put(thinks ? "max_completion_tokens" : "max_tokens", config.maxTokens());
        body.put("temperature", config.temperature());
        body.put("top_p", config.topP());
        body.putAny("stop", config.stopSequences().stream().map(Json::of).toList());
        if (request.toolConfig() != null) {
            tools(request.toolConfig(), body);
        }
        if (request.outputConfig() != null) {
            output(request.outputConfig(), body);
        }
        if (streaming) {
            body.put("stream", Boolean.TRUE);
            body.put("stream_options", Json.EMPTY.with("include_usage", Json.of(true)));
        }
        body.putAll(config.more()).putAll(request.more());
        return own instanceof Json.Obj fields ? body.json().merged(fields) : body.json();
    }

    private static void output(OutputConfig config, JsonFields body) {
        OutputConfig.JsonSchemaFormat format = config.textFormat();
        if (format != null) {
            body.put(
                    "response_format",
                    JsonFields.typed("json_schema")
                            .put("json_schema", AnswerSchemas.ofOpenAi(format))
                            .json());
        }
        body.put("reasoning_effort", config.effort());
        body.putAll(VendorMembers.CHAT.written(config.more()));
    }

    private static void tools(ToolConfig config, JsonFields body) {
        var tools = new ArrayList<Json>();
        for (ToolDefinition tool : config.tools()) {
            switch (tool) {
                case ToolDefinition.Spec spec ->
                        tools.add(
                                JsonFields.typed("function")
                                        .put("function", function(spec).json())
                                        .json());
                case ToolDefinition.Unknown unknown -> tools.add(unknown.json());
                case Content.CachePoint ignored -> {} // the service caches on its own
                case ToolDefinition.SystemTool system ->
                        throw UNSUPPORTED.of(
                                "the Bedrock system tool " + system.name(),
                                "Use Protocol.CONVERSE.");
            }
        }
        body.putAny("tools", tools);
        if (config.toolChoice() != null) {
            body.put("tool_choice", choice(config.toolChoice()));
        }
    }

    static JsonFields function(ToolDefinition.Spec spec) {
        return new JsonFields()
                .put("name", spec.name())
                .put("description", spec.description())
                .put("parameters", spec.inputSchema())
                .put("strict", spec.strict())
                .putAll(VendorMembers.CHAT.written(spec.more()));
    }

    private static Json choice(ToolChoice choice) {
        return switch (choice) {
            case ToolChoice.Auto ignored -> Json.of("auto");
            case ToolChoice.None ignored -> Json.of("none");
            case ToolChoice.Any ignored -> Json.of("required");
            case ToolChoice.Tool tool ->
                    JsonFields.typed("function")
                            .put("function", Json.EMPTY.with("name", Json.of(tool.name())))
                            .json();
            case ToolChoice.Unknown unknown -> unknown.json();
        };
    }
}
