package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

/** Converts the blocks that Claude itself writes, which requests repeat, to Converse. */
public final class ClaudeBlock {
    private ClaudeBlock() {}

    /** Returns the block of Converse; null for blocks of other types. */
    public static Json.@Nullable Obj converted(Json.Obj block) {
        return switch (String.valueOf(block.string("type"))) {
            case "text" -> ConverseBodyBuilder.text(String.valueOf(block.string("text")));
            case "tool_use" ->
                    Json.EMPTY.with(
                            "toolUse",
                            Json.EMPTY
                                    .with("toolUseId", Json.of(block.string("id")))
                                    .with("name", Json.of(block.string("name")))
                                    .with("input", block.object("input")));
            case "thinking" ->
                    reasoning(
                            "reasoningText",
                            Json.EMPTY
                                    .with("text", Json.of(block.string("thinking")))
                                    .with("signature", Json.of(block.string("signature"))));
            case "redacted_thinking" -> reasoning("redactedContent", Json.of(block.string("data")));
            default -> null;
        };
    }

    private static Json.Obj reasoning(String kind, Json content) {
        return Json.EMPTY.with("reasoningContent", Json.EMPTY.with(kind, content));
    }
}
