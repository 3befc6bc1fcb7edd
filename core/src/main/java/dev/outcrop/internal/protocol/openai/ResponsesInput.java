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
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.Source.Blob;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes the user's content as items of OpenAI's Responses API. */
final class ResponsesInput {
    private static final VendorMembers OWN = VendorMembers.RESPONSES;

    private ResponsesInput() {}

    /** Tool results are separate items, before the user's other content. */
    static void add(Message message, List<Json> items) {
        var parts = new ArrayList<Json>();
        for (Content block : message.content()) {
            if (block instanceof Content.ToolResult result) {
                items.add(
                        JsonFields.typed("function_call_output")
                                .put("call_id", result.toolUseId())
                                .put("output", ContentParts.content(parts(result.content())))
                                .putAll(OWN.written(result.more()))
                                .json());
            } else {
                Json part = part(block);
                if (part != null) {
                    parts.add(part);
                }
            }
        }
        if (!parts.isEmpty()) {
            items.add(
                    new JsonFields()
                            .put("role", message.role().wire())
                            .put("content", ContentParts.content(parts))
                            .putAll(OWN.written(message.more()))
                            .json());
        }
    }

    private static List<Json> parts(List<Content> content) {
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
                    JsonFields.typed("input_image")
                            .put("image_url", url(image))
                            .putAll(OWN.written(image.more()))
                            .json();
            case Content.Document document ->
                    JsonFields.typed("input_file")
                            .put("filename", filename(document))
                            .put("file_data", data(document))
                            .putAll(OWN.written(document.more()))
                            .json();
            case Content.Unknown unknown -> VendorBlocks.isForeign(unknown) ? null : unknown.json();
            case Content.CachePoint ignored -> null; // the service caches on its own
            case Content.Reasoning ignored -> null; // only the assistant thinks
            case Content.ToolUse ignored -> throw refused("a tool call in a user message");
            case Content.ToolResult ignored -> throw refused("a tool result inside another");
            case Content.Video ignored -> throw refused("a video");
            case Content.Audio ignored ->
                    throw Unsupported.RESPONSES.of(
                            "audio", "Use Protocol.CONVERSE or the Chat Completions API.");
            case Content.SearchResult ignored ->
                    throw Unsupported.RESPONSES.of(
                            "a search result",
                            "Use Protocol.CONVERSE or the Anthropic Messages" + " API.");
            case Content.GuardContent ignored -> throw refused("guard content");
            case Content.ToolAddition ignored -> throw refused("a tool addition");
            case Content.ToolRemoval ignored -> throw refused("a tool removal");
        };
    }

    private static Json text(String text, Json.Obj more) {
        return JsonFields.typed("input_text").put("text", text).putAll(OWN.written(more)).json();
    }

    private static @Nullable String url(Content.Image image) {
        if (image.source() instanceof Source.Unknown(Json.Obj json)) {
            return json.string("url");
        }
        String base64 = base64(image.source(), "an image");
        return MediaTypes.dataUrl(MediaTypes.image(image.format()), base64);
    }

    private static String filename(Content.Document document) {
        return document.name() + "." + (document.format() == null ? "txt" : document.format());
    }

    private static String data(Content.Document document) {
        String base64 = base64(document.source(), "a document");
        return MediaTypes.dataUrl(MediaTypes.document(document.format()), base64);
    }

    private static String base64(Source source, String what) {
        return switch (source) {
            case Source.Bytes(Blob blob) -> blob.base64();
            case Source.PlainText(String text) ->
                    Blob.of(text.getBytes(StandardCharsets.UTF_8)).base64();
            case Source.S3 ignored ->
                    throw Unsupported.RESPONSES.of(
                            what + " in S3", "Use Protocol.CONVERSE, or send the bytes.");
            case Source.Blocks ignored ->
                    throw Unsupported.RESPONSES.of(
                            what + " made of blocks",
                            "Use Protocol.CONVERSE or the Anthropic Messages" + " API.");
            case Source.Unknown ignored -> throw refused(what + " from this source");
        };
    }

    private static ValidationException refused(String what) {
        return Unsupported.RESPONSES.of(what, "Use Protocol.CONVERSE.");
    }
}
