package dev.outcrop.internal.history;

import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.ToolDefinition;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Removes cache points that mark nothing, and those beyond Bedrock's limit. */
final class CachePoints {
    /**
     * The most that a request may have.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html">Prompt
     *     caching</a>
     */
    private static final int LIMIT = 4;

    private CachePoints() {}

    /** All parts that may contain cache points, in the order in which Bedrock reads them. */
    record Places(@Nullable ToolConfig tools, List<Content> system, List<Message> messages) {}

    static List<Message> inMessages(List<Message> messages) {
        return ListEdits.contents(messages, CachePoints::placed);
    }

    /** Removes those at the beginning, after another one, and after thinking. */
    static List<Content> placed(List<Content> blocks) {
        return ListEdits.each(
                blocks,
                (block, i) ->
                        block instanceof Content.CachePoint
                                        && (i == 0 || marksNothing(blocks.get(i - 1)))
                                ? null
                                : block);
    }

    private static boolean marksNothing(Content before) {
        return switch (before) {
            case Content.CachePoint ignored -> true;
            case Content.Reasoning ignored -> true;
            case Content.Text ignored -> false;
            case Content.JsonValue ignored -> false;
            case Content.CitedText ignored -> false;
            case Content.Image ignored -> false;
            case Content.Document ignored -> false;
            case Content.Video ignored -> false;
            case Content.Audio ignored -> false;
            case Content.ToolUse ignored -> false;
            case Content.ToolResult ignored -> false;
            case Content.SearchResult ignored -> false;
            case Content.GuardContent ignored -> false;
            case Content.ToolAddition ignored -> false;
            case Content.ToolRemoval ignored -> false;
            case Content.Unknown ignored -> false;
        };
    }

    /**
     * Removes the oldest ones beyond the limit: those of messages first, because a conversation
     * moves on, while the prompt and the tools stay.
     */
    static Places limited(Places places) {
        List<ToolDefinition> tools = places.tools() == null ? List.of() : places.tools().tools();
        int count = count(tools) + count(places.system());
        for (Message message : places.messages()) {
            count += count(message.content());
        }
        if (count <= LIMIT) {
            return places;
        }
        var surplus = new Surplus(count - LIMIT);
        List<Message> messages = ListEdits.contents(places.messages(), surplus::without);
        List<Content> system = surplus.without(places.system());
        return new Places(withTools(places.tools(), surplus.without(tools)), system, messages);
    }

    private static @Nullable ToolConfig withTools(
            @Nullable ToolConfig config, List<ToolDefinition> tools) {
        return config == null || tools.equals(config.tools())
                ? config
                : new ToolConfig(tools, config.toolChoice(), config.more());
    }

    private static int count(List<?> blocks) {
        int count = 0;
        for (Object block : blocks) {
            count += block instanceof Content.CachePoint ? 1 : 0;
        }
        return count;
    }

    /** How many must still be removed. */
    private static final class Surplus {
        private int left;

        Surplus(int left) {
            this.left = left;
        }

        <T> List<T> without(List<T> blocks) {
            return ListEdits.each(
                    blocks,
                    (block, i) ->
                            block instanceof Content.CachePoint && left > 0 && left-- > 0
                                    ? null
                                    : block);
        }
    }
}
