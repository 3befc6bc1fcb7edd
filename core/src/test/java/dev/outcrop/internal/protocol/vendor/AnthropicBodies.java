package dev.outcrop.internal.protocol.vendor;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source;
import dev.outcrop.message.Source.Blob;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads recorded bodies of Anthropic's Messages API as requests of ours. */
final class AnthropicBodies {
    private AnthropicBodies() {}

    static ConverseRequest request(String modelId, Json.Obj body) {
        var stop = new ArrayList<String>();
        body.array("stop_sequences").forEach(s -> stop.add(((Json.Str) s).value()));
        var request =
                ConverseRequest.builder(modelId)
                        .messages(messages(body))
                        .system(blocks(body.get("system")))
                        .inferenceConfig(
                                new InferenceConfig(
                                        (int) body.integer("max_tokens", -1),
                                        decimal(body.get("temperature")),
                                        decimal(body.get("top_p")),
                                        stop,
                                        Json.EMPTY));
        if (!body.array("tools").isEmpty()) {
            request.toolConfig(new ToolConfig(tools(body), choice(body), Json.EMPTY));
        }
        Json.Obj others =
                body.without(
                        "messages",
                        "system",
                        "max_tokens",
                        "temperature",
                        "top_p",
                        "model",
                        "stop_sequences",
                        "tools",
                        "tool_choice");
        return request.additionalModelRequestFields(others).build();
    }

    /** What says the same: a text, and an array with a text in it. */
    static Json.Obj canonical(Json.Obj body) {
        Json.Obj canonical = body;
        if (body.get("system") instanceof Json.Str text) {
            canonical = canonical.with("system", Json.array(text(text)));
        }
        var messages = new ArrayList<Json>();
        for (Json json : body.array("messages")) {
            Json.Obj message = (Json.Obj) json;
            messages.add(message.with("content", canonicalBlocks(message.get("content"))));
        }
        return canonical.with("messages", new Json.Arr(messages));
    }

    private static Json canonicalBlocks(@Nullable Json content) {
        if (content instanceof Json.Str text) {
            return Json.array(text(text));
        }
        var blocks = new ArrayList<Json>();
        for (Json json : ((Json.Arr) Objects.requireNonNull(content)).elements()) {
            Json.Obj block = (Json.Obj) json;
            blocks.add(
                    "tool_result".equals(block.string("type")) && block.get("content") != null
                            ? block.with("content", canonicalBlocks(block.get("content")))
                            : block);
        }
        return new Json.Arr(blocks);
    }

    private static Json text(Json.Str text) {
        return Json.EMPTY.with("type", Json.of("text")).with("text", text);
    }

    static @Nullable Double decimal(@Nullable Json number) {
        return number instanceof Json.Num n ? (Double) n.doubleValue() : null;
    }

    private static List<Message> messages(Json.Obj body) {
        var messages = new ArrayList<Message>();
        for (Json json : body.array("messages")) {
            Json.Obj message = (Json.Obj) json;
            messages.add(
                    new Message(
                            new Role(Objects.requireNonNull(message.string("role"))),
                            blocks(message.get("content"))));
        }
        return messages;
    }

    private static List<Content> blocks(@Nullable Json content) {
        var blocks = new ArrayList<Content>();
        if (content instanceof Json.Str(String text)) {
            blocks.add(Content.text(text));
        }
        if (content instanceof Json.Arr(List<Json> elements)) {
            for (Json json : elements) {
                Json.Obj block = (Json.Obj) json;
                blocks.add(block(block.without("cache_control")));
                if (block.get("cache_control") instanceof Json.Obj control) {
                    blocks.add(new Content.CachePoint(control.string("ttl")));
                }
            }
        }
        return blocks;
    }

    private static Content block(Json.Obj block) {
        return switch (String.valueOf(block.string("type"))) {
            case "text" -> Content.text(Objects.requireNonNull(block.string("text")));
            case "image" -> {
                Json.Obj source = block.object("source");
                String type = Objects.requireNonNull(source.string("media_type"));
                yield new Content.Image(
                        type.substring("image/".length()),
                        new Source.Bytes(new Blob(Objects.requireNonNull(source.string("data")))));
            }
            case "tool_use" ->
                    new Content.ToolUse(
                            Objects.requireNonNull(block.string("id")),
                            Objects.requireNonNull(block.string("name")),
                            Objects.requireNonNull(block.get("input")));
            case "tool_result" ->
                    new Content.ToolResult(
                            Objects.requireNonNull(block.string("tool_use_id")),
                            blocks(block.get("content")),
                            Json.of(true).equals(block.get("is_error")) ? "error" : null,
                            null,
                            Json.EMPTY);
            case "thinking" ->
                    new Content.Reasoning(
                            Objects.requireNonNull(block.string("thinking")),
                            block.string("signature"));
            default -> throw new AssertionError("no such block was recorded: " + block);
        };
    }

    private static List<ToolDefinition> tools(Json.Obj body) {
        var tools = new ArrayList<ToolDefinition>();
        for (Json json : body.array("tools")) {
            Json.Obj tool = (Json.Obj) json;
            tools.add(
                    new ToolDefinition.Spec(
                            Objects.requireNonNull(tool.string("name")),
                            tool.string("description"),
                            Objects.requireNonNull(tool.get("input_schema")),
                            null,
                            tool.without("name", "description", "input_schema")));
        }
        return tools;
    }

    private static @Nullable ToolChoice choice(Json.Obj body) {
        Json.Obj choice = body.object("tool_choice");
        Json.Obj more = choice.without("type", "name");
        return switch (String.valueOf(choice.string("type"))) {
            case "auto" -> new ToolChoice.Auto(more);
            case "any" -> new ToolChoice.Any(more);
            case "tool" -> new ToolChoice.Tool(String.valueOf(choice.string("name")), more);
            default -> choice.isEmpty() ? null : new ToolChoice.Unknown(choice);
        };
    }
}
