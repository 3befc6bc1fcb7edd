package dev.outcrop.internal.history.tool;

import dev.outcrop.internal.history.edit.AsciiNames;
import dev.outcrop.internal.history.edit.BlankText;
import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.internal.history.edit.Whitespace;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;

import java.util.List;

/** The rules for a single call or result. */
public final class ToolBlocks {
    /** The result for the model if a tool returned nothing that can be sent. */
    public static final String EMPTY_RESULT = "(empty)";

    /** The type of Claude's calls, which Bedrock's own request model does not contain. */
    private static final String CLIENT = "tool_use";

    private static final int LONGEST_NAME = 64;

    private ToolBlocks() {}

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    public static Content sound(Content block, int index) {
        return switch (block) {
            case Content.ToolUse use -> {
                String name = name(use.name());
                Json input = input(use.input());
                String type = CLIENT.equals(use.type()) ? null : use.type();
                yield name.equals(use.name()) && input == use.input() && type == use.type()
                        ? use
                        : new Content.ToolUse(use.toolUseId(), name, input, type, use.more());
            }
            case Content.ToolResult result -> {
                List<Content> content = content(result);
                yield content == result.content() ? result : withContent(result, content);
            }
            case Content.Text ignored -> block;
            case Content.JsonValue ignored -> block;
            case Content.CitedText ignored -> block;
            case Content.Image ignored -> block;
            case Content.Document ignored -> block;
            case Content.Video ignored -> block;
            case Content.Audio ignored -> block;
            case Content.Reasoning ignored -> block;
            case Content.SearchResult ignored -> block;
            case Content.GuardContent ignored -> block;
            case Content.CachePoint ignored -> block;
            case Content.ToolAddition ignored -> block;
            case Content.ToolRemoval ignored -> block;
            case Content.Unknown ignored -> block;
        };
    }

    public static Content.ToolResult withContent(Content.ToolResult result, List<Content> content) {
        return new Content.ToolResult(
                result.toolUseId(), content, result.status(), result.type(), result.more());
    }

    /** Bedrock's pattern for names is [a-zA-Z0-9_-]+, at most 64. */
    private static String name(String name) {
        String legal = AsciiNames.legal(name, "-_", LONGEST_NAME);
        return legal.isEmpty() ? "_" : legal;
    }

    /**
     * Returns an object. JSON text of an object is parsed; the text of an incomplete input is put
     * under one name, so that the model sees what it wrote.
     */
    private static Json input(Json input) {
        return switch (input) {
            case Json.Obj object -> object;
            case Json.Null ignored -> Json.EMPTY;
            case Json.Str(String text) -> parsed(text, input);
            case Json.Arr ignored -> wrapped(input);
            case Json.Num ignored -> wrapped(input);
            case Json.Bool ignored -> wrapped(input);
        };
    }

    private static Json parsed(String text, Json input) {
        if (Whitespace.isBlank(text)) {
            return Json.EMPTY;
        }
        try {
            Json parsed = Json.parse(text);
            return parsed instanceof Json.Obj ? parsed : wrapped(input);
        } catch (JsonException e) {
            return wrapped(input);
        }
    }

    private static Json wrapped(Json input) {
        return Json.EMPTY.with("input", input);
    }

    /**
     * JSON that is not an object becomes text, blank text is removed. Bedrock accepts a result
     * without content unless its status is error.
     */
    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private static List<Content> content(Content.ToolResult result) {
        List<Content> words =
                ListEdits.each(
                        result.content(),
                        (block, i) ->
                                block instanceof Content.JsonValue value ? asText(value) : block);
        List<Content> content = BlankText.without(words);
        boolean emptied = content.isEmpty() && content != result.content();
        return emptied || (content.isEmpty() && result.isError())
                ? List.of(Content.text(EMPTY_RESULT))
                : content;
    }

    private static Content asText(Content.JsonValue value) {
        return switch (value.json()) {
            case Json.Obj ignored -> value;
            case Json.Str(String text) -> Content.text(text);
            case Json.Arr array -> Content.text(JsonWriter.wellFormedText(array));
            case Json.Num number -> Content.text(number.toString());
            case Json.Bool bool -> Content.text(bool.toString());
            case Json.Null none -> Content.text(none.toString());
        };
    }

    /** Whether a message contains a call. Each request asks this, so no stream is made. */
    public static boolean areCalledIn(List<Message> messages) {
        for (Message message : messages) {
            for (Content block : message.content()) {
                if (block instanceof Content.ToolUse) {
                    return true;
                }
            }
        }
        return false;
    }
}
