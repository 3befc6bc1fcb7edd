package dev.outcrop.mcp;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;

/** Converts the result of a tool to what a server sends. */
final class ResultJson {
    private ResultJson() {}

    static Json.Obj of(Content.ToolResult result) {
        var blocks = new ArrayList<Json>();
        Json.Obj structured = null;
        for (Content block : result.content()) {
            if (block instanceof Content.JsonValue(Json json, Json.Obj ignored)) {
                structured =
                        structured == null && json instanceof Json.Obj object ? object : structured;
                blocks.add(text(json.toString())); // for clients without structured content
            } else {
                blocks.add(block(block));
            }
        }
        Json.Obj json = Json.EMPTY.with("content", new Json.Arr(blocks));
        if (structured != null && !result.isError()) {
            json = json.with("structuredContent", structured);
        }
        return json.with("isError", Json.of(result.isError()));
    }

    static Json.Obj error(String message) {
        return Json.EMPTY.with("content", Json.array(text(message))).with("isError", Json.of(true));
    }

    private static Json.Obj text(String text) {
        return Json.EMPTY.with("type", Json.of("text")).with("text", Json.of(text));
    }

    private static Json.Obj block(Content block) {
        return switch (block) {
            case Content.Text text -> text(text.text());
            case Content.Image image ->
                    media("image", "image/" + image.format(), image.source(), "image");
            case Content.Audio audio ->
                    media("audio", "audio/" + audio.format(), audio.source(), "audio");
            case Content.Document document -> document(document);
            default -> text("[content of type " + block.getClass().getSimpleName() + "]");
        };
    }

    private static Json.Obj media(String type, String mime, Source source, String what) {
        String base64 = base64(source);
        return base64 == null
                ? text("[" + what + " that is stored elsewhere]")
                : Json.EMPTY
                        .with("type", Json.of(type))
                        .with("data", Json.of(base64))
                        .with("mimeType", Json.of(mime));
    }

    private static Json.Obj document(Content.Document document) {
        Json.Obj resource =
                Json.EMPTY.with("uri", Json.of("document:" + ModelNames.legal(document.name())));
        String base64 = base64(document.source());
        if (document.source() instanceof Source.PlainText(String text)) {
            resource = resource.with("mimeType", Json.of("text/plain")).with("text", Json.of(text));
        } else if (base64 != null) {
            resource =
                    resource.with("mimeType", Json.of(mime(document.format())))
                            .with("blob", Json.of(base64));
        } else {
            return text("[document that is stored elsewhere]");
        }
        return Json.EMPTY.with("type", Json.of("resource")).with("resource", resource);
    }

    private static String mime(@Nullable String format) {
        return switch (format == null ? "" : format) {
            case "pdf" -> "application/pdf";
            case "csv" -> "text/csv";
            case "html" -> "text/html";
            case "md" -> "text/markdown";
            case "txt" -> "text/plain";
            default -> "application/octet-stream";
        };
    }

    private static @Nullable String base64(Source source) {
        return source instanceof Source.Bytes(Source.Blob blob) ? blob.base64() : null;
    }
}
