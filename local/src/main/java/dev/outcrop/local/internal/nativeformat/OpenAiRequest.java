package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Converts requests in OpenAI's formats to Converse. */
final class OpenAiRequest {
    private OpenAiRequest() {}

    /** Converts a request of Chat Completions. */
    static Json.Obj chat(Json.Obj body) {
        if (!(body.get("messages") instanceof Json.Arr(List<Json> messages))) {
            throw ServiceError.validation("messages: Field required");
        }
        var converse = new ConverseBodyBuilder();
        for (Json message : messages) {
            if (message instanceof Json.Obj object) {
                message(object, converse);
            }
        }
        tools(body, converse, true);
        return settings(body, converse).converse();
    }

    /** Converts a request of Responses. */
    static Json.Obj responses(Json.Obj body) {
        var converse = new ConverseBodyBuilder();
        if (body.get("instructions") instanceof Json.Str(String instructions)) {
            converse.system(ConverseBodyBuilder.text(instructions));
        }
        if (body.get("input") instanceof Json.Str(String text)) {
            converse.message("user", List.of(ConverseBodyBuilder.text(text)));
        }
        for (Json item : body.array("input")) {
            if (item instanceof Json.Obj object) {
                item(object, converse);
            }
        }
        tools(body, converse, false);
        return settings(body, converse).converse();
    }

    private static ConverseBodyBuilder settings(Json.Obj body, ConverseBodyBuilder converse) {
        converse.setting("maxTokens", body.get("max_tokens"))
                .setting("maxTokens", body.get("max_completion_tokens"))
                .setting("maxTokens", body.get("max_output_tokens"))
                .setting("temperature", body.get("temperature"))
                .setting("topP", body.get("top_p"));
        Json stop = body.get("stop");
        converse.setting("stopSequences", stop instanceof Json.Str ? Json.array(stop) : stop);
        Json.Obj format = body.object("response_format").object("json_schema");
        format = format.isEmpty() ? body.object("text").object("format") : format;
        Json schema = format.get("schema");
        if (schema != null) {
            converse.with(
                    "outputConfig",
                    ToolSpecs.outputConfig(String.valueOf(format.string("name")), schema));
        }
        return converse;
    }

    private static void message(Json.Obj message, ConverseBodyBuilder converse) {
        String role = String.valueOf(message.string("role"));
        List<Json> content = parts(message.get("content"));
        switch (role) {
            case "system", "developer" -> content.forEach(converse::system);
            case "assistant" -> {
                var blocks = new ArrayList<>(content);
                for (Json call : message.array("tool_calls")) {
                    if (call instanceof Json.Obj object) {
                        Json.Obj function = object.object("function");
                        blocks.add(toolUse(object.string("id"), function));
                    }
                }
                converse.message("assistant", blocks);
            }
            case "tool" ->
                    converse.message(
                            "user", List.of(toolResult(message.string("tool_call_id"), content)));
            default -> converse.message("user", content);
        }
    }

    private static void item(Json.Obj item, ConverseBodyBuilder converse) {
        switch (String.valueOf(item.string("type"))) {
            case "function_call" ->
                    converse.message("assistant", List.of(toolUse(item.string("call_id"), item)));
            case "function_call_output" ->
                    converse.message(
                            "user",
                            List.of(toolResult(item.string("call_id"), parts(item.get("output")))));
            case "reasoning" -> {
                // Earlier thinking of a model is ignored.
            }
            default -> message(item, converse);
        }
    }

    private static Json toolUse(@Nullable String id, Json.Obj function) {
        return Json.EMPTY.with(
                "toolUse",
                Json.EMPTY
                        .with("toolUseId", Json.of(id))
                        .with("name", Json.of(function.string("name")))
                        .with("input", arguments(String.valueOf(function.string("arguments")))));
    }

    private static Json arguments(String text) {
        try {
            return Json.parse(text);
        } catch (JsonException e) {
            throw ServiceError.validation("The arguments of a tool call are not JSON.");
        }
    }

    private static Json toolResult(@Nullable String id, List<Json> content) {
        return Json.EMPTY.with(
                "toolResult",
                Json.EMPTY.with("toolUseId", Json.of(id)).with("content", new Json.Arr(content)));
    }

    /** A text, or parts. */
    private static List<Json> parts(@Nullable Json content) {
        if (content instanceof Json.Str(String text)) {
            return List.of(ConverseBodyBuilder.text(text));
        }
        var blocks = new ArrayList<Json>();
        if (content instanceof Json.Arr(List<Json> elements)) {
            for (Json element : elements) {
                if (element instanceof Json.Obj part) {
                    blocks.add(part(part));
                }
            }
        }
        return blocks;
    }

    private static Json part(Json.Obj part) {
        Json image = part.get("image_url");
        String url =
                image instanceof Json.Obj object ? object.string("url") : part.string("image_url");
        if (url != null) {
            return image(url);
        }
        Json.Obj file = part.get("file_data") == null ? part.object("file") : part;
        if (file.string("file_data") != null) {
            return document(file);
        }
        if (part.get("input_audio") instanceof Json.Obj audio) {
            return Json.EMPTY.with(
                    "audio",
                    Json.EMPTY
                            .with("format", Json.of(audio.string("format")))
                            .with(
                                    "source",
                                    Json.EMPTY.with("bytes", Json.of(audio.string("data")))));
        }
        return ConverseBodyBuilder.text(String.valueOf(part.string("text")));
    }

    /** Reads {@code data:image/png;base64,…}; nothing is fetched. */
    private static Json image(String url) {
        int slash = url.indexOf('/');
        int semicolon = url.indexOf(';');
        int comma = url.indexOf(',');
        if (!url.startsWith("data:image/") || semicolon < slash || comma < semicolon) {
            throw ServiceError.validation("Images must be given as data: URLs.");
        }
        return Json.EMPTY.with(
                "image",
                Json.EMPTY
                        .with("format", Json.of(url.substring(slash + 1, semicolon)))
                        .with(
                                "source",
                                Json.EMPTY.with("bytes", Json.of(url.substring(comma + 1)))));
    }

    private static Json document(Json.Obj file) {
        String name = String.valueOf(file.string("filename"));
        String url = String.valueOf(file.string("file_data"));
        int dot = name.lastIndexOf('.');
        int comma = url.indexOf(',');
        if (dot < 0 || !url.startsWith("data:") || comma < 0) {
            throw ServiceError.validation("Files must be given with a name and as data: URLs.");
        }
        return Json.EMPTY.with(
                "document",
                Json.EMPTY
                        .with("name", Json.of(name.substring(0, dot)))
                        .with("format", Json.of(name.substring(dot + 1)))
                        .with(
                                "source",
                                Json.EMPTY.with("bytes", Json.of(url.substring(comma + 1)))));
    }

    private static void tools(Json.Obj body, ConverseBodyBuilder converse, boolean nested) {
        var tools = new ArrayList<Json>();
        for (Json tool : body.array("tools")) {
            if (tool instanceof Json.Obj object && "function".equals(object.string("type"))) {
                tools.add(
                        ToolSpecs.spec(nested ? object.object("function") : object, "parameters"));
            }
        }
        if (!tools.isEmpty()) {
            converse.with(
                    "toolConfig",
                    Json.EMPTY
                            .with("tools", new Json.Arr(tools))
                            .with("toolChoice", choice(body.get("tool_choice"))));
        }
    }

    private static Json choice(@Nullable Json choice) {
        if (choice instanceof Json.Obj object) {
            String name = object.string("name");
            Json wanted = Json.of(name == null ? object.object("function").string("name") : name);
            return Json.EMPTY.with("tool", Json.EMPTY.with("name", wanted));
        }
        boolean any = choice instanceof Json.Str(String word) && word.equals("required");
        return Json.EMPTY.with(any ? "any" : "auto", Json.EMPTY);
    }
}
