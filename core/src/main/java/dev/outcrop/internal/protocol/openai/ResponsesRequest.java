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
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The body of a request to OpenAI's Responses API. */
final class ResponsesRequest {
    private static final Unsupported UNSUPPORTED = Unsupported.RESPONSES;

    /** Settings that only the older API supports. */
    private static final List<String> OF_CHAT =
            List.of("frequency_penalty", "presence_penalty", "seed");

    private static final String LOGPROBS = "logprobs";

    private ResponsesRequest() {}

    static Json.Obj of(ConverseRequest request, boolean streaming) {
        Json own = request.additionalModelRequestFields();
        InferenceConfig config = request.inferenceConfig();
        if (!config.stopSequences().isEmpty()) {
            throw UNSUPPORTED.of(
                    "stop sequences",
                    "Use Protocol.CONVERSE, the Chat Completions API or the"
                            + " Anthropic Messages API.");
        }
        var body = new JsonFields().put("model", request.modelId());
        instructions(request.system(), body);
        body.put("input", input(request.messages()));
        body.put("max_output_tokens", config.maxTokens());
        body.put("temperature", config.temperature());
        body.put("top_p", config.topP());
        if (request.toolConfig() != null) {
            tools(request.toolConfig(), body);
        }
        if (request.outputConfig() != null) {
            output(request.outputConfig(), body);
        }
        body.put("store", Boolean.FALSE);
        body.putAny("include", included(request.modelId(), own));
        if (streaming) {
            body.put("stream", Boolean.TRUE);
        }
        body.putAll(config.more()).putAll(request.more());
        if (own instanceof Json.Obj others) {
            refuseOthers(others);
        }
        return own instanceof Json.Obj fields ? body.json().merged(renamed(fields)) : body.json();
    }

    /** The parts of an answer that are only returned if requested. */
    private static List<Json> included(String modelId, @Nullable Json own) {
        var included = new ArrayList<Json>(1);
        if (!thinksInTheOpen(modelId)) {
            included.add(Json.of("reasoning.encrypted_content"));
        }
        if (own instanceof Json.Obj fields && Json.of(true).equals(fields.get(LOGPROBS))) {
            included.add(Json.of("message.output_text.logprobs"));
        }
        return included;
    }

    /**
     * Thinking that is not stored is returned only if it is in the answer, encrypted if necessary.
     */
    private static boolean thinksInTheOpen(String modelId) {
        return modelId.contains("gpt-oss");
    }

    private static void refuseOthers(Json.Obj fields) {
        for (String name : OF_CHAT) {
            if (fields.get(name) != null) {
                throw UNSUPPORTED.of(name, "Use the Chat Completions API.");
            }
        }
    }

    /** The settings that have another name or place than in Chat Completions. */
    private static Json.Obj renamed(Json.Obj all) {
        Json.Obj fields = all.without(LOGPROBS);
        Json effort = fields.get("reasoning_effort");
        return effort == null
                ? fields
                : Json.EMPTY
                        .with("reasoning", Json.EMPTY.with("effort", effort))
                        .merged(fields.without("reasoning_effort"));
    }

    /** Several texts can only be distinguished as messages. */
    private static void instructions(List<Content> system, JsonFields body) {
        var text = new StringBuilder();
        for (Content block : system) {
            switch (block) {
                case Content.Text words ->
                        text.append(text.isEmpty() ? "" : "\n\n").append(words.text());
                case Content.CachePoint ignored -> {} // the service caches on its own
                default ->
                        throw UNSUPPORTED.of(
                                "content other than text in a system prompt",
                                "Use Protocol.CONVERSE.");
            }
        }
        if (!text.isEmpty()) {
            body.put("instructions", text.toString());
        }
    }

    private static List<Json> input(List<Message> messages) {
        var items = new ArrayList<Json>();
        for (Message message : messages) {
            if (message.role().equals(Role.ASSISTANT)) {
                items.addAll(ResponsesItems.of(message));
            } else {
                ResponsesInput.add(message, items);
            }
        }
        return items;
    }

    private static void output(OutputConfig config, JsonFields body) {
        OutputConfig.JsonSchemaFormat format = config.textFormat();
        if (format != null) {
            Json schema =
                    JsonFields.typed("json_schema").putAll(AnswerSchemas.ofOpenAi(format)).json();
            body.put("text", Json.EMPTY.with("format", schema));
        }
        if (config.effort() != null) {
            body.put("reasoning", Json.EMPTY.with("effort", Json.of(config.effort())));
        }
        body.putAll(VendorMembers.RESPONSES.written(config.more()));
    }

    private static void tools(ToolConfig config, JsonFields body) {
        var tools = new ArrayList<Json>();
        for (ToolDefinition tool : config.tools()) {
            switch (tool) {
                case ToolDefinition.Spec spec -> tools.add(tool(spec));
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

    /** By default, this API is strict about the schema, and rejects loose ones. */
    private static Json tool(ToolDefinition.Spec spec) {
        return JsonFields.typed("function")
                .put("name", spec.name())
                .put("description", spec.description())
                .put("parameters", spec.inputSchema())
                .put("strict", spec.strict() == null ? Boolean.FALSE : spec.strict())
                .putAll(VendorMembers.RESPONSES.written(spec.more()))
                .json();
    }

    private static Json choice(ToolChoice choice) {
        return switch (choice) {
            case ToolChoice.Auto ignored -> Json.of("auto");
            case ToolChoice.None ignored -> Json.of("none");
            case ToolChoice.Any ignored -> Json.of("required");
            case ToolChoice.Tool tool ->
                    JsonFields.typed("function").put("name", tool.name()).json();
            case ToolChoice.Unknown unknown -> unknown.json();
        };
    }
}
