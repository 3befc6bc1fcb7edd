package dev.outcrop.local.engine;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Converts the system prompt and the messages of Converse to chat completions. */
final class ChatMessages {
    private static final Set<String> TEXT_FORMATS = Set.of("txt", "md", "csv", "html");

    private ChatMessages() {}

    static List<Json> of(Json.Obj body) {
        List<Json> messages = new ArrayList<>();
        String system = texts(objects(body.array("system")));
        if (!system.isEmpty()) {
            messages.add(message("system", Json.of(system)));
        }
        for (Json.Obj message : objects(body.array("messages"))) {
            List<Json.Obj> blocks = objects(message.array("content"));
            if ("assistant".equals(message.string("role"))) {
                messages.add(assistant(blocks));
            } else {
                user(blocks, messages);
            }
        }
        return messages;
    }

    /** Tool results are separate messages, before the user's text. */
    private static void user(List<Json.Obj> blocks, List<Json> messages) {
        List<Json> parts = new ArrayList<>();
        for (Json.Obj block : blocks) {
            if (block.get("toolResult") instanceof Json.Obj result) {
                List<Json.Obj> said = objects(result.array("content"));
                String id = result.string("toolUseId");
                messages.add(
                        message("tool", Json.of(texts(said)))
                                .with("tool_call_id", Json.of(id == null ? "" : id)));
                // A tool result can only be text there; its images follow as the user's.
                said.stream()
                        .filter(b -> b.get("image") != null)
                        .map(ChatMessages::part)
                        .forEach(parts::add);
            } else if (block.get("cachePoint") == null) {
                parts.add(part(block));
            }
        }
        if (!parts.isEmpty()) {
            messages.add(message("user", new Json.Arr(parts)));
        }
    }

    private static Json assistant(List<Json.Obj> blocks) {
        List<Json> calls = new ArrayList<>();
        for (Json.Obj block : blocks) {
            if (block.get("toolUse") instanceof Json.Obj use) {
                Json input = use.get("input");
                Json.Obj function =
                        Json.EMPTY
                                .with("name", Json.of(use.string("name")))
                                .with(
                                        "arguments",
                                        Json.of(input == null ? "{}" : input.toString()));
                calls.add(
                        Json.EMPTY
                                .with("id", Json.of(use.string("toolUseId")))
                                .with("type", Json.of("function"))
                                .with("function", function));
            }
        }
        String text = texts(blocks);
        Json.Obj message = message("assistant", text.isEmpty() ? Json.NULL : Json.of(text));
        return calls.isEmpty() ? message : message.with("tool_calls", new Json.Arr(calls));
    }

    private static Json part(Json.Obj block) {
        if (block.get("image") instanceof Json.Obj image) {
            String bytes = image.object("source").string("bytes");
            if (bytes != null) {
                String url = "data:image/" + image.string("format") + ";base64," + bytes;
                return Json.EMPTY
                        .with("type", Json.of("image_url"))
                        .with("image_url", Json.EMPTY.with("url", Json.of(url)));
            }
        }
        String text = text(block);
        if (text.isEmpty()) {
            throw ServiceError.validation(
                    "The model behind the local Bedrock emulator does not support "
                            + String.join(", ", block.members().keySet())
                            + ".");
        }
        return Json.EMPTY.with("type", Json.of("text")).with("text", Json.of(text));
    }

    private static String texts(List<Json.Obj> blocks) {
        return blocks.stream()
                .map(ChatMessages::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** The text of a block; empty if it has none. */
    private static String text(Json.Obj block) {
        String plain = block.string("text");
        if (plain != null) {
            return plain;
        }
        String guarded = block.object("guardContent").object("text").string("text");
        if (guarded != null) {
            return guarded;
        }
        if (block.get("citationsContent") instanceof Json.Obj cited) {
            return texts(objects(cited.array("content")));
        }
        if (block.get("document") instanceof Json.Obj document) {
            return document(document);
        }
        Json json = block.get("json");
        return json == null ? "" : json.toString();
    }

    private static String document(Json.Obj document) {
        Json.Obj source = document.object("source");
        String text = source.string("text");
        String bytes = source.string("bytes");
        if (text == null && bytes != null && TEXT_FORMATS.contains(document.string("format"))) {
            text = new String(Base64.getMimeDecoder().decode(bytes), StandardCharsets.UTF_8);
        }
        return text == null ? "" : document.string("name") + ":\n" + text;
    }

    private static Json.Obj message(String role, Json content) {
        return Json.EMPTY.with("role", Json.of(role)).with("content", content);
    }

    private static List<Json.Obj> objects(List<Json> elements) {
        return elements.stream()
                .filter(Json.Obj.class::isInstance)
                .map(Json.Obj.class::cast)
                .toList();
    }
}
