package dev.outcrop.internal.protocol.vendor;

import dev.outcrop.internal.protocol.openai.ResponsesItems;
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

/** Reads recorded bodies of OpenAI's APIs as requests of ours. */
final class OpenAiBodies {
    private OpenAiBodies() {}

    static ConverseRequest chat(Json.Obj body) {
        var messages = new ArrayList<Message>();
        var system = new ArrayList<Content>();
        for (Json json : body.array("messages")) {
            Json.Obj message = (Json.Obj) json;
            String role = String.valueOf(message.string("role"));
            List<Content> content = parts(message.get("content"));
            switch (role) {
                case "system" -> system.addAll(content);
                case "tool" ->
                        messages.add(
                                Message.user(
                                        new Content.ToolResult(
                                                String.valueOf(message.string("tool_call_id")),
                                                content)));
                case "assistant" -> {
                    for (Json call : message.array("tool_calls")) {
                        content.add(call((Json.Obj) call));
                    }
                    messages.add(new Message(Role.ASSISTANT, content));
                }
                default -> messages.add(new Message(new Role(role), content));
            }
        }
        var tools = new ArrayList<ToolDefinition>();
        for (Json json : body.array("tools")) {
            tools.add(tool(((Json.Obj) json).object("function")));
        }
        return request(
                body,
                messages,
                system,
                tools,
                "max_tokens",
                choice(body, body.object("tool_choice").object("function").string("name")));
    }

    static ConverseRequest responses(Json.Obj body) {
        var messages = new ArrayList<Message>();
        var said = new ArrayList<Content>();
        for (Json json : body.array("input")) {
            Json.Obj item = (Json.Obj) json;
            boolean isInput =
                    "user".equals(item.string("role"))
                            || "function_call_output".equals(item.string("type"));
            if (!isInput) {
                said.addAll(ResponsesItems.read(item));
                continue;
            }
            if (!said.isEmpty()) {
                messages.add(new Message(Role.ASSISTANT, said));
                said.clear();
            }
            messages.add(
                    item.get("output") == null
                            ? new Message(Role.USER, parts(item.get("content")))
                            : Message.user(
                                    new Content.ToolResult(
                                            String.valueOf(item.string("call_id")),
                                            parts(item.get("output")))));
        }
        var tools = new ArrayList<ToolDefinition>();
        body.array("tools").forEach(tool -> tools.add(tool((Json.Obj) tool)));
        String instructions = body.string("instructions");
        return request(
                body,
                messages,
                instructions == null ? List.of() : List.of(Content.text(instructions)),
                tools,
                "max_output_tokens",
                choice(body, body.object("tool_choice").string("name")));
    }

    private static ConverseRequest request(
            Json.Obj body,
            List<Message> messages,
            List<Content> system,
            List<ToolDefinition> tools,
            String maxTokens,
            @Nullable ToolChoice choice) {
        int max = (int) body.integer(maxTokens, -1);
        var request =
                ConverseRequest.builder(String.valueOf(body.string("model")))
                        .messages(messages)
                        .system(system)
                        .inferenceConfig(
                                new InferenceConfig(
                                        max < 0 ? null : max,
                                        AnthropicBodies.decimal(body.get("temperature")),
                                        AnthropicBodies.decimal(body.get("top_p")),
                                        List.of(),
                                        Json.EMPTY));
        if (!tools.isEmpty()) {
            request.toolConfig(new ToolConfig(tools, choice, Json.EMPTY));
        }
        Json.Obj others =
                body.without(
                        "model",
                        "messages",
                        "input",
                        "instructions",
                        "tools",
                        "tool_choice",
                        maxTokens,
                        "temperature",
                        "top_p",
                        "stream",
                        "stream_options",
                        "store",
                        "include");
        return request.additionalModelRequestFields(others.isEmpty() ? null : others).build();
    }

    private static List<Content> parts(@Nullable Json content) {
        var blocks = new ArrayList<Content>();
        if (content instanceof Json.Str(String text) && !text.isEmpty()) {
            blocks.add(Content.text(text));
        }
        if (content instanceof Json.Arr(List<Json> elements)) {
            for (Json json : elements) {
                Json.Obj part = (Json.Obj) json;
                blocks.add(
                        switch (String.valueOf(part.string("type"))) {
                            case "text" -> Content.text(String.valueOf(part.string("text")));
                            case "input_audio" -> {
                                Json.Obj audio = part.object("input_audio");
                                yield new Content.Audio(
                                        String.valueOf(audio.string("format")),
                                        new Source.Bytes(
                                                new Blob(String.valueOf(audio.string("data")))));
                            }
                            default -> throw new AssertionError("no such part was recorded");
                        });
            }
        }
        return blocks;
    }

    private static Content call(Json.Obj call) {
        Json.Obj function = call.object("function");
        return new Content.ToolUse(
                String.valueOf(call.string("id")),
                String.valueOf(function.string("name")),
                Json.parse(String.valueOf(function.string("arguments"))));
    }

    private static ToolDefinition tool(Json.Obj tool) {
        return new ToolDefinition.Spec(
                Objects.requireNonNull(tool.string("name")),
                tool.string("description"),
                Objects.requireNonNull(tool.get("parameters")),
                tool.get("strict") instanceof Json.Bool(boolean strict) ? (Boolean) strict : null,
                Json.EMPTY);
    }

    private static @Nullable ToolChoice choice(Json.Obj body, @Nullable String name) {
        if (name != null) {
            return ToolChoice.tool(name);
        }
        return body.get("tool_choice") instanceof Json.Str(String word)
                ? word.equals("auto") ? ToolChoice.AUTO : ToolChoice.ANY
                : null;
    }
}
