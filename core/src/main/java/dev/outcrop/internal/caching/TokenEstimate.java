package dev.outcrop.internal.caching;

import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.ToolDefinition;

import java.util.List;

/**
 * Estimates the tokens of content: a quarter of its bytes in JSON, and for an image at most the
 * maximum of models.
 */
public final class TokenEstimate {
    private static final int BYTES_PER_TOKEN = 4;

    /** An image costs its width times height over 750, after it was scaled down below 1,568. */
    private static final int MOST_FOR_IMAGE = 1_600;

    /** The size of a file in S3 is unknown; it is assumed to be large. */
    private static final int IN_S3 = 1_600;

    private TokenEstimate() {}

    /** Estimates a prompt: tools, system prompt and messages. */
    public static long of(ConverseRequest request) {
        long sum = of(request.system());
        if (request.toolConfig() != null) {
            sum += ofTools(request.toolConfig().tools());
        }
        for (Message message : request.messages()) {
            sum += of(message.content());
        }
        return sum;
    }

    /** Estimates blocks. */
    public static long of(List<Content> blocks) {
        long sum = 0;
        for (Content block : blocks) {
            sum += of(block);
        }
        return sum;
    }

    static long ofTools(List<ToolDefinition> tools) {
        long sum = 0;
        for (ToolDefinition tool : tools) {
            sum +=
                    switch (tool) {
                        case ToolDefinition.Spec spec ->
                                tokens(spec.name())
                                        + tokens(
                                                spec.description() == null
                                                        ? ""
                                                        : spec.description())
                                        + tokens(spec.inputSchema().toString());
                        case ToolDefinition.SystemTool system -> tokens(system.name());
                        case ToolDefinition.Unknown unknown -> tokens(unknown.json().toString());
                        case Content.CachePoint ignored -> 0;
                    };
        }
        return sum;
    }

    private static long of(Content block) {
        return switch (block) {
            case Content.Text text -> tokens(text.text());
            case Content.Image image -> Math.min(MOST_FOR_IMAGE, of(image.source()));
            case Content.Document document -> of(document.source());
            case Content.Video video -> of(video.source());
            case Content.Audio audio -> of(audio.source());
            case Content.ToolUse use -> tokens(use.name()) + tokens(use.input().toString());
            case Content.ToolResult result -> of(result.content());
            case Content.JsonValue value -> tokens(value.json().toString());
            case Content.Reasoning thought -> thought.text() == null ? 0 : tokens(thought.text());
            case Content.CitedText cited -> of(cited.content());
            case Content.SearchResult result -> of(result.content());
            case Content.GuardContent guard -> of(guard.guarded());
            case Content.CachePoint ignored -> 0;
            case Content.ToolAddition addition -> tokens(addition.tool().toString());
            case Content.ToolRemoval removal -> tokens(removal.tool().toString());
            case Content.Unknown unknown -> tokens(unknown.json().toString());
        };
    }

    private static long of(Source source) {
        return switch (source) {
            case Source.Bytes bytes -> bytes.blob().base64().length() / BYTES_PER_TOKEN;
            case Source.S3 ignored -> IN_S3;
            case Source.PlainText text -> tokens(text.text());
            case Source.Blocks blocks -> of(blocks.content());
            case Source.Unknown unknown -> tokens(unknown.json().toString());
        };
    }

    private static long tokens(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes / BYTES_PER_TOKEN;
    }
}
