package dev.outcrop.mcp;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Converts the result of a tool on a server to blocks for a model.
 *
 * @see <a
 *     href="https://modelcontextprotocol.io/specification/2026-07-28/server/tools#tool-result">Tool
 *     Result</a>
 */
final class ResultContent {
    private static final Map<String, String> IMAGES =
            Map.of(
                    "image/png", "png",
                    "image/jpeg", "jpeg",
                    "image/jpg", "jpeg",
                    "image/gif", "gif",
                    "image/webp", "webp");
    private static final Map<String, String> AUDIO =
            Map.of(
                    "audio/wav", "wav",
                    "audio/x-wav", "wav",
                    "audio/mpeg", "mp3",
                    "audio/mp3", "mp3",
                    "audio/ogg", "ogg",
                    "audio/flac", "flac",
                    "audio/aac", "aac",
                    "audio/webm", "webm",
                    "audio/mp4", "m4a");
    private static final Map<String, String> DOCUMENTS =
            Map.of(
                    "application/pdf",
                    "pdf",
                    "application/msword",
                    "doc",
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    "docx",
                    "application/vnd.ms-excel",
                    "xls",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "xlsx");

    private ResultContent() {}

    /** Returns the result as a block; its id is set when it is sent. */
    static Content.ToolResult of(Json.Obj result) {
        var blocks = new ArrayList<Content>();
        Json structured = result.get("structuredContent");
        for (Json block : result.array("content")) {
            if (block instanceof Json.Obj object && !repeats(object, structured)) {
                blocks.add(block(object, blocks.size()));
            }
        }
        if (structured instanceof Json.Obj object) {
            blocks.add(new Content.JsonValue(object));
        } else if (structured != null && !Json.NULL.equals(structured)) {
            blocks.add(Content.text(structured.toString()));
        }
        boolean error = result.get("isError") instanceof Json.Bool(boolean value) && value;
        return new Content.ToolResult("", blocks, error ? "error" : "success", null, Json.EMPTY);
    }

    /** Servers repeat structured content as text for clients that do not know it. */
    private static boolean repeats(Json.Obj block, @Nullable Json structured) {
        String text = block.string("text");
        if (structured == null || text == null || !"text".equals(block.string("type"))) {
            return false;
        }
        try {
            return Json.parse(text).equals(structured);
        } catch (JsonException e) {
            return false;
        }
    }

    private static Content block(Json.Obj block, int index) {
        String type = String.valueOf(block.string("type"));
        return switch (type) {
            case "text" -> Content.text(String.valueOf(block.string("text")));
            case "image", "audio" -> media(block.string("mimeType"), block.string("data"), index);
            case "resource" -> resource(block.object("resource"), index);
            case "resource_link" -> Content.text(link(block));
            default -> omitted("content of type " + Texts.line(type, 50));
        };
    }

    private static Content resource(Json.Obj resource, int index) {
        String text = resource.string("text");
        if (text != null) {
            return Content.text(
                    "Resource "
                            + Texts.line(String.valueOf(resource.string("uri")), 500)
                            + ":\n"
                            + text);
        }
        return media(resource.string("mimeType"), resource.string("blob"), index);
    }

    private static String link(Json.Obj block) {
        var text = new StringBuilder("Resource ");
        text.append(Texts.line(String.valueOf(block.string("uri")), 500));
        for (String member : List.of("title", "name", "description", "mimeType")) {
            String value = block.string(member);
            if (value != null) {
                text.append("\n").append(member).append(": ").append(Texts.line(value, 1_000));
            }
        }
        return text.toString();
    }

    private static Content media(@Nullable String mimeType, @Nullable String base64, int index) {
        String mime =
                mimeType == null
                        ? "application/octet-stream"
                        : mimeType.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
        Source source = source(base64);
        if (source == null) {
            return omitted("content of type " + Texts.line(mime, 100) + " that is not Base64");
        }
        if (IMAGES.containsKey(mime)) {
            return new Content.Image(IMAGES.get(mime), source);
        }
        if (AUDIO.containsKey(mime)) {
            return new Content.Audio(AUDIO.get(mime), source);
        }
        if (DOCUMENTS.containsKey(mime)) {
            return new Content.Document(DOCUMENTS.get(mime), "Resource " + (index + 1), source);
        }
        return omitted("binary content of type " + Texts.line(mime, 100));
    }

    private static @Nullable Source source(@Nullable String base64) {
        if (base64 == null) {
            return null;
        }
        try {
            return new Source.Bytes(new Source.Blob(base64));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Content omitted(String what) {
        return Content.text(
                "[The tool returned " + what + ", which cannot be shown to the model.]");
    }
}
