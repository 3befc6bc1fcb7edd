package dev.outcrop.cli.mcp;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;

import java.util.ArrayList;

/** The result of a tool as text, and as JSON. */
final class ResultText {
    private ResultText() {}

    /** Returns the texts, and a note in place of each other block. */
    static String of(Content.ToolResult result) {
        var texts = new ArrayList<String>();
        for (Content block : result.content()) {
            texts.add(
                    switch (block) {
                        case Content.Text text -> text.text();
                        case Content.JsonValue value -> value.json().toString();
                        case Content.Image image -> note("image", image.format(), image.source());
                        case Content.Audio audio -> note("audio", audio.format(), audio.source());
                        case Content.Document document ->
                                note("document", format(document), document.source());
                        default -> "[" + block.getClass().getSimpleName() + "]";
                    });
        }
        return String.join("\n", texts);
    }

    private static String note(String kind, String format, Source source) {
        String size =
                source instanceof Source.Bytes(Source.Blob blob)
                        ? ", " + blob.base64().length() / 4 * 3 + " bytes"
                        : "";
        return "[" + kind + " " + format + size + "; --json prints it]";
    }

    /** Returns the content as MCP has it, with the formats of Bedrock. */
    static Json.Obj json(Content.ToolResult result) {
        var blocks = new ArrayList<Json>();
        for (Content block : result.content()) {
            blocks.add(
                    switch (block) {
                        case Content.Text text -> of("text").with("text", Json.of(text.text()));
                        case Content.JsonValue value -> of("json").with("json", value.json());
                        case Content.Image image -> media("image", image.format(), image.source());
                        case Content.Audio audio -> media("audio", audio.format(), audio.source());
                        case Content.Document document ->
                                media("document", format(document), document.source());
                        default -> of("unknown");
                    });
        }
        return Json.EMPTY
                .with("content", new Json.Arr(blocks))
                .with("is_error", Json.of(result.isError()));
    }

    /** Bedrock takes a document without a format for text. */
    private static String format(Content.Document document) {
        return document.format() == null ? "txt" : document.format();
    }

    private static Json.Obj of(String type) {
        return Json.EMPTY.with("type", Json.of(type));
    }

    private static Json.Obj media(String type, String format, Source source) {
        Json.Obj json = of(type).with("format", Json.of(format));
        return source instanceof Source.Bytes(Source.Blob blob)
                ? json.with("data", Json.of(blob.base64()))
                : json;
    }

    /** Returns a word as a shell reads it. */
    static String quoted(String word) {
        return word.matches("[\\w./:@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
