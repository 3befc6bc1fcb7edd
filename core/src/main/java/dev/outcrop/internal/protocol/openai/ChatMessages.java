package dev.outcrop.internal.protocol.openai;

import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.history.VendorBlocks;
import dev.outcrop.internal.protocol.vendor.JsonFields;
import dev.outcrop.internal.protocol.vendor.MediaTypes;
import dev.outcrop.internal.protocol.vendor.Unsupported;
import dev.outcrop.internal.protocol.vendor.VendorMembers;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source;
import dev.outcrop.message.Source.Blob;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a conversation as messages of OpenAI's Chat Completions API: tool results are separate
 * messages, before the user's other content.
 */
final class ChatMessages {
    private static final VendorMembers OWN = VendorMembers.CHAT;

    private final List<Json> messages = new ArrayList<>();

    static List<Json> of(ConverseRequest request) {
        var written = new ChatMessages();
        if (!request.system().isEmpty()) {
            written.add("system", request.system());
        }
        for (Message message : request.messages()) {
            if (message.role().equals(Role.ASSISTANT)) {
                Json.Obj said = ChatAnswer.message(message).json();
                if (said.members().size() > 1) { // not only the role
                    written.messages.add(
                            new JsonFields()
                                    .putAll(said)
                                    .putAll(OWN.written(message.more()))
                                    .json());
                }
            } else {
                written.user(message);
            }
        }
        return written.messages;
    }

    private void user(Message message) {
        var others = new ArrayList<Content>();
        for (Content block : message.content()) {
            if (block instanceof Content.ToolResult result) {
                messages.add(
                        new JsonFields()
                                .put("role", "tool")
                                .put("tool_call_id", result.toolUseId())
                                .put("content", ContentParts.content(toolResult(result)))
                                .putAll(OWN.written(result.more()))
                                .json());
            } else {
                others.add(block);
            }
        }
        add(message.role().wire(), others);
    }

    private void add(String role, List<Content> content) {
        List<Json> parts = parts(content);
        if (!parts.isEmpty()) {
            messages.add(
                    new JsonFields()
                            .put("role", role)
                            .put("content", ContentParts.content(parts))
                            .json());
        }
    }

    private static List<Json> toolResult(Content.ToolResult result) {
        for (Content block : result.content()) {
            if (!isText(block)) {
                throw Unsupported.CHAT.of(
                        "content other than text and JSON in a tool result",
                        "Use Protocol.CONVERSE, the Anthropic Messages API or"
                                + " the OpenAI Responses API.");
            }
        }
        return parts(result.content());
    }

    private static boolean isText(Content block) {
        return switch (block) {
            case Content.Text ignored -> true;
            case Content.JsonValue ignored -> true;
            case Content.CachePoint ignored -> true;
            case Content.CitedText ignored -> false;
            case Content.Image ignored -> false;
            case Content.Document ignored -> false;
            case Content.Video ignored -> false;
            case Content.Audio ignored -> false;
            case Content.ToolUse ignored -> false;
            case Content.ToolResult ignored -> false;
            case Content.Reasoning ignored -> false;
            case Content.SearchResult ignored -> false;
            case Content.GuardContent ignored -> false;
            case Content.ToolAddition ignored -> false;
            case Content.ToolRemoval ignored -> false;
            case Content.Unknown ignored -> false;
        };
    }

    private static List<Json> parts(List<? extends Content> content) {
        var parts = new ArrayList<Json>();
        for (Content block : content) {
            Json part = part(block);
            if (part != null) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static @Nullable Json part(Content block) {
        return switch (block) {
            case Content.Text text -> text(text.text(), text.more());
            case Content.JsonValue value ->
                    text(JsonWriter.wellFormedText(value.json()), value.more());
            case Content.CitedText cited -> text(cited.text(), Json.EMPTY);
            case Content.Image image ->
                    JsonFields.typed("image_url")
                            .put("image_url", Json.EMPTY.with("url", url(image)))
                            .putAll(OWN.written(image.more()))
                            .json();
            case Content.Audio audio ->
                    JsonFields.typed("input_audio")
                            .put(
                                    "input_audio",
                                    new JsonFields()
                                            .put("data", bytes(audio.source(), "audio"))
                                            .put("format", audio.format())
                                            .json())
                            .putAll(OWN.written(audio.more()))
                            .json();
            case Content.Document document -> document(document);
            case Content.Unknown unknown -> VendorBlocks.isForeign(unknown) ? null : unknown.json();
            case Content.CachePoint ignored -> null; // the service caches on its own
            case Content.Reasoning ignored -> null; // only the assistant thinks
            case Content.ToolUse ignored -> throw refused("a tool call in a user message");
            case Content.ToolResult ignored -> throw refused("a tool result inside another");
            case Content.Video ignored -> throw refused("a video");
            case Content.SearchResult ignored ->
                    throw Unsupported.CHAT.of(
                            "a search result",
                            "Use Protocol.CONVERSE or the Anthropic Messages" + " API.");
            case Content.GuardContent ignored -> throw refused("guard content");
            case Content.ToolAddition ignored -> throw refused("a tool addition");
            case Content.ToolRemoval ignored -> throw refused("a tool removal");
        };
    }

    private static Json text(String text, Json.Obj more) {
        return JsonFields.typed("text").put("text", text).putAll(OWN.written(more)).json();
    }

    private static Json url(Content.Image image) {
        if (image.source() instanceof Source.Unknown(Json.Obj json) && json.string("url") != null) {
            return Json.of(json.string("url"));
        }
        String base64 = bytes(image.source(), "an image");
        return Json.of(MediaTypes.dataUrl(MediaTypes.image(image.format()), base64));
    }

    private static Json document(Content.Document document) {
        if (!"pdf".equals(document.format())) {
            throw Unsupported.CHAT.of(
                    "a document in a format other than PDF",
                    "Use Protocol.CONVERSE or the OpenAI Responses API.");
        }
        String base64 = bytes(document.source(), "a document");
        Json file =
                new JsonFields()
                        .put("filename", document.name() + ".pdf")
                        .put("file_data", MediaTypes.dataUrl("application/pdf", base64))
                        .json();
        return JsonFields.typed("file")
                .put("file", file)
                .putAll(OWN.written(document.more()))
                .json();
    }

    private static String bytes(Source source, String what) {
        return switch (source) {
            case Source.Bytes(Blob blob) -> blob.base64();
            case Source.S3 ignored ->
                    throw Unsupported.CHAT.of(
                            what + " in S3", "Use Protocol.CONVERSE, or send the bytes.");
            case Source.PlainText ignored -> throw refused(what + " made of text");
            case Source.Blocks ignored -> throw refused(what + " made of blocks");
            case Source.Unknown ignored -> throw refused(what + " from this source");
        };
    }

    private static ValidationException refused(String what) {
        return Unsupported.CHAT.of(what, "Use Protocol.CONVERSE.");
    }
}
