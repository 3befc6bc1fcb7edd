package dev.outcrop.internal.tool;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.schema.JsonType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Converts the return value of a tool to a result for the model. */
public final class ToolResultBuilder {
    /** The result for the model if a tool returned nothing. */
    static final String NOTHING = "(empty)";

    /** A list may contain itself. */
    private static final int DEEPEST = 20;

    private ToolResultBuilder() {}

    /**
     * Returns a result for any return value.
     *
     * @param limit the maximum number of characters of text and JSON
     * @throws IllegalArgumentException if it cannot be sent; says why
     */
    public static Content.ToolResult of(String id, @Nullable Object value, int limit) {
        if (value instanceof Content.ToolResult own) {
            var blocks = new ArrayList<Content>();
            own.content().forEach(block -> add(block, blocks));
            return new Content.ToolResult(
                    id, ResultLimits.in(blocks, limit), own.status(), null, own.more());
        }
        var blocks = new ArrayList<Content>();
        add(value, blocks);
        return new Content.ToolResult(
                id, ResultLimits.in(blocks, limit), "success", null, Json.EMPTY);
    }

    static Content.ToolResult error(String id, String message, int limit) {
        return new Content.ToolResult(
                id,
                ResultLimits.in(List.of(Content.text(message)), limit),
                "error",
                null,
                Json.EMPTY);
    }

    private static void add(@Nullable Object value, List<Content> blocks) {
        add(value, blocks, 0);
    }

    private static void add(@Nullable Object value, List<Content> blocks, int depth) {
        if (depth == DEEPEST) {
            throw new IllegalArgumentException(
                    "a list of blocks must not be nested deeper than " + DEEPEST + " levels");
        }
        switch (value) {
            case null -> {}
            case Optional<?> maybe -> add(maybe.orElse(null), blocks, depth + 1);
            case Content block -> blocks.add(sendable(block));
            case CharSequence text -> blocks.add(Content.text(text.toString()));
            case Character letter -> blocks.add(Content.text(letter.toString()));
            case Number number -> blocks.add(Content.text(number.toString()));
            case Boolean bool -> blocks.add(Content.text(bool.toString()));
            case Enum<?> constant -> add(JsonType.json(constant), blocks);
            case byte[] bytes ->
                    blocks.add(Content.text(ResultLimits.binary(bytes.length + " bytes")));
            case Json json -> blocks.add(block(json));
            case Collection<?> many when hasContent(many) ->
                    many.forEach(one -> add(one, blocks, depth + 1));
            case Object[] many when hasContent(Arrays.asList(many)) ->
                    add(Arrays.asList(many), blocks, depth + 1);
            case Map<?, ?> map -> blocks.add(block(JsonType.json(map)));
            case Object nothing when nothing.getClass() == Object.class ->
                    throw new IllegalArgumentException(
                            "it returned an instance of java.lang.Object");
            default -> blocks.add(block(JsonType.json(value)));
        }
    }

    private static boolean hasContent(Collection<?> many) {
        return many.stream().anyMatch(Content.class::isInstance);
    }

    /** Bedrock accepts only objects as JSON. */
    private static Content block(Json json) {
        return switch (json) {
            case Json.Obj object -> new Content.JsonValue(object);
            case Json.Str(String text) -> Content.text(text);
            case Json.Arr array -> Content.text(array.toString());
            case Json.Num number -> Content.text(number.toString());
            case Json.Bool bool -> Content.text(bool.toString());
            case Json.Null none -> Content.text(none.toString());
        };
    }

    private static Content sendable(Content block) {
        return switch (block) {
            case Content.Text text -> text;
            case Content.JsonValue json -> json;
            case Content.Image image -> image;
            case Content.Document document -> document;
            case Content.Video video -> video;
            case Content.Audio audio -> audio;
            case Content.SearchResult search -> search;
            case Content.Unknown unknown -> unknown;
            case Content.CitedText cited -> Content.text(cited.text());
            case Content.ToolUse ignored -> throw refused(block);
            case Content.ToolResult ignored -> throw refused(block);
            case Content.Reasoning ignored -> throw refused(block);
            case Content.GuardContent ignored -> throw refused(block);
            case Content.CachePoint ignored -> throw refused(block);
            case Content.ToolAddition ignored -> throw refused(block);
            case Content.ToolRemoval ignored -> throw refused(block);
        };
    }

    private static IllegalArgumentException refused(Content block) {
        return new IllegalArgumentException(
                "a tool cannot return a block of type " + block.getClass().getSimpleName());
    }
}
