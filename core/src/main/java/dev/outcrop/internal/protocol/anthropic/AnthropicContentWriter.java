package dev.outcrop.internal.protocol.anthropic;

import dev.outcrop.internal.history.VendorBlocks;
import dev.outcrop.internal.protocol.vendor.JsonFields;
import dev.outcrop.internal.protocol.vendor.Unsupported;
import dev.outcrop.internal.protocol.vendor.VendorMembers;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Writes blocks in the format of Anthropic's Messages API. */
final class AnthropicContentWriter {
    private static final VendorMembers OWN = VendorMembers.ANTHROPIC;

    private AnthropicContentWriter() {}

    static List<Json> of(List<? extends Content> content) {
        var blocks = new ArrayList<Json>(content.size());
        for (Content block : content) {
            if (block instanceof Content.CachePoint point) {
                cache(blocks, point);
            } else {
                Json written = block(block);
                if (written != null) {
                    blocks.add(written);
                }
            }
        }
        return blocks;
    }

    /** Converse uses a separate block; here it is a member of the block before it. */
    static void cache(List<Json> before, Content.CachePoint point) {
        if (!before.isEmpty() && before.getLast() instanceof Json.Obj last) {
            Json.Obj control =
                    JsonFields.typed("ephemeral")
                            .put("ttl", point.ttl())
                            .putAll(OWN.written(point.more()))
                            .json();
            before.set(before.size() - 1, last.with("cache_control", control));
        }
    }

    private static @Nullable Json block(Content content) {
        return switch (content) {
            case Content.Text text -> text(text.text(), text.more());
            case Content.JsonValue value ->
                    text(JsonWriter.wellFormedText(value.json()), value.more());
            case Content.Image image ->
                    JsonFields.typed("image")
                            .put("source", AnthropicSources.image(image))
                            .putAll(OWN.written(image.more()))
                            .json();
            case Content.Document document -> AnthropicSources.document(document);
            case Content.ToolUse use ->
                    JsonFields.typed("tool_use")
                            .put("id", use.toolUseId())
                            .put("name", use.name())
                            .put("input", use.input())
                            .putAll(OWN.written(use.more()))
                            .json();
            case Content.ToolResult result -> toolResult(result);
            case Content.Reasoning thought -> thought(thought);
            case Content.CitedText cited ->
                    JsonFields.typed("text")
                            .put("text", cited.text())
                            .put("citations", AnthropicCitations.written(cited.citations()))
                            .putAll(OWN.written(cited.more()))
                            .json();
            case Content.SearchResult found ->
                    JsonFields.typed("search_result")
                            .put("source", found.source())
                            .put("title", found.title())
                            .put("content", of(found.content()))
                            .put("citations", enabled(found.citations()))
                            .putAll(OWN.written(found.more()))
                            .json();
            case Content.Unknown unknown -> unknown(unknown);
            case Content.CachePoint ignored -> null;
            case Content.Video ignored -> throw refused("a video");
            case Content.Audio ignored -> throw refused("audio");
            case Content.GuardContent ignored -> throw refused("guard content");
            case Content.ToolAddition ignored -> throw refused("a tool addition");
            case Content.ToolRemoval ignored -> throw refused("a tool removal");
        };
    }

    private static Json text(String text, Json.Obj more) {
        return JsonFields.typed("text").put("text", text).putAll(OWN.written(more)).json();
    }

    private static Json toolResult(Content.ToolResult result) {
        return JsonFields.typed("tool_result")
                .put("tool_use_id", result.toolUseId())
                .putAny("content", of(result.content()))
                .put("is_error", result.isError() ? Boolean.TRUE : null)
                .putAll(OWN.written(result.more()))
                .json();
    }

    private static Json thought(Content.Reasoning thought) {
        if (thought.redacted() != null) {
            return JsonFields.typed("redacted_thinking")
                    .put("data", thought.redacted().base64())
                    .putAll(OWN.written(thought.more()))
                    .json();
        }
        return JsonFields.typed("thinking")
                .put("thinking", thought.text())
                .put("signature", thought.signature())
                .putAll(OWN.written(thought.more()))
                .json();
    }

    /** Blocks of another format are omitted; unknown blocks are sent unchanged. */
    private static @Nullable Json unknown(Content.Unknown unknown) {
        Json.Obj own = OWN.block(unknown);
        if (own != null) {
            return own;
        }
        return VendorBlocks.isForeign(unknown) ? null : unknown.json();
    }

    static @Nullable Json enabled(@Nullable Boolean on) {
        return on == null ? null : Json.EMPTY.with("enabled", Json.of(on.booleanValue()));
    }

    private static RuntimeException refused(String what) {
        return Unsupported.ANTHROPIC.of(what, "Use Protocol.CONVERSE.");
    }
}
