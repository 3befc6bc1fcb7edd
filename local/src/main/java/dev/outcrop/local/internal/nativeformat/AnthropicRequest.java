package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Converts a request of Anthropic's Messages API to Converse. */
final class AnthropicRequest {
    /** Members that Converse accepts as {@code additionalModelRequestFields}. */
    private static final List<String> OWN_FIELDS =
            List.of("thinking", "output_config", "output_format");

    private AnthropicRequest() {}

    static Json.Obj toConverse(Json.Obj body) {
        if (!(body.get("messages") instanceof Json.Arr(List<Json> messages))) {
            throw ServiceError.validation("messages: Field required");
        }
        if (!(body.get("max_tokens") instanceof Json.Num)) {
            throw ServiceError.validation("max_tokens: Field required");
        }
        var converse = new ConverseBodyBuilder();
        blocks(body.get("system")).forEach(converse::system);
        for (Json message : messages) {
            if (message instanceof Json.Obj object) {
                converse.message(
                        String.valueOf(object.string("role")), blocks(object.get("content")));
            }
        }
        converse.setting("maxTokens", body.get("max_tokens"))
                .setting("temperature", body.get("temperature"))
                .setting("topP", body.get("top_p"))
                .setting("stopSequences", body.get("stop_sequences"));
        tools(body, converse);
        Json.Obj fields = Json.EMPTY;
        for (String name : OWN_FIELDS) {
            Json field = body.get(name);
            fields = field == null ? fields : fields.with(name, field);
        }
        if (!fields.isEmpty()) {
            converse.with("additionalModelRequestFields", fields);
        }
        Json.Obj format = body.object("output_config").object("format");
        Json schema = format.get("schema");
        if (schema != null) {
            converse.with("outputConfig", ToolSpecs.outputConfig("answer", schema));
        }
        return converse.converse();
    }

    /** A text, or blocks. */
    private static List<Json> blocks(@Nullable Json content) {
        if (content instanceof Json.Str(String text)) {
            return List.of(ConverseBodyBuilder.text(text));
        }
        var blocks = new ArrayList<Json>();
        if (content instanceof Json.Arr(List<Json> elements)) {
            for (Json element : elements) {
                if (element instanceof Json.Obj block) {
                    blocks.add(block(block));
                    cachePoint(block, blocks);
                }
            }
        }
        return blocks;
    }

    private static void cachePoint(Json.Obj block, List<Json> into) {
        if (block.get("cache_control") instanceof Json.Obj control) {
            Json.Obj point = Json.EMPTY.with("type", Json.of("default"));
            Json ttl = control.get("ttl");
            into.add(Json.EMPTY.with("cachePoint", ttl == null ? point : point.with("ttl", ttl)));
        }
    }

    private static Json block(Json.Obj block) {
        Json.Obj written = ClaudeBlock.converted(block);
        if (written != null) {
            return written;
        }
        return switch (String.valueOf(block.string("type"))) {
            case "image" -> media("image", block);
            case "document" -> document(block);
            case "search_result" ->
                    Json.EMPTY.with(
                            "searchResult",
                            block.without("type", "cache_control")
                                    .with("content", new Json.Arr(blocks(block.get("content")))));
            case "tool_result" ->
                    Json.EMPTY.with(
                            "toolResult",
                            Json.EMPTY
                                    .with("toolUseId", Json.of(block.string("tool_use_id")))
                                    .with("content", new Json.Arr(blocks(block.get("content"))))
                                    .with("status", Json.of(status(block))));
            default -> block;
        };
    }

    private static Json document(Json.Obj block) {
        Json.Obj source = block.object("source");
        String title = block.string("title");
        Json.Obj document = Json.EMPTY.with("name", Json.of(title == null ? "document" : title));
        document =
                switch (String.valueOf(source.string("type"))) {
                    case "text" ->
                            document.with("format", Json.of("txt"))
                                    .with(
                                            "source",
                                            Json.EMPTY.with(
                                                    "text", Json.of(source.string("data"))));
                    case "content" ->
                            document.with(
                                    "source",
                                    Json.EMPTY.with(
                                            "content",
                                            new Json.Arr(blocks(source.get("content")))));
                    default -> document.merged(media("document", block).object("document"));
                };
        for (String name : List.of("context", "citations")) {
            Json value = block.get(name);
            document = value == null ? document : document.with(name, value);
        }
        return Json.EMPTY.with("document", document);
    }

    private static String status(Json.Obj result) {
        return result.get("is_error") instanceof Json.Bool(boolean is) && is ? "error" : "success";
    }

    private static Json.Obj media(String kind, Json.Obj block) {
        Json.Obj source = block.object("source");
        String type = String.valueOf(source.string("media_type"));
        return Json.EMPTY.with(
                kind,
                Json.EMPTY
                        .with("format", Json.of(type.substring(type.indexOf('/') + 1)))
                        .with("source", Json.EMPTY.with("bytes", Json.of(source.string("data")))));
    }

    private static void tools(Json.Obj body, ConverseBodyBuilder converse) {
        var tools = new ArrayList<Json>();
        for (Json tool : body.array("tools")) {
            if (tool instanceof Json.Obj object && object.get("input_schema") != null) {
                tools.add(ToolSpecs.spec(object, "input_schema"));
                cachePoint(object, tools);
            }
        }
        if (tools.isEmpty()) {
            return;
        }
        Json.Obj config = Json.EMPTY.with("tools", new Json.Arr(tools));
        Json.Obj choice = body.object("tool_choice");
        Json wanted =
                switch (String.valueOf(choice.string("type"))) {
                    case "any" -> Json.EMPTY.with("any", Json.EMPTY);
                    case "tool" ->
                            Json.EMPTY.with(
                                    "tool",
                                    Json.EMPTY.with("name", Json.of(choice.string("name"))));
                    default -> Json.EMPTY.with("auto", Json.EMPTY);
                };
        converse.with("toolConfig", config.with("toolChoice", wanted));
    }
}
