package dev.outcrop.internal.history;

import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.ToolDefinition;

import java.util.List;

/**
 * Keeps the order of lifetimes: "a ttl='1h' cache_control block must not come after a ttl='5m'
 * cache_control block". A point of an hour after one of five minutes gets five minutes, too. For
 * one request.
 */
final class CacheTimes {
    private static final String HOUR = "1h";

    private boolean fiveMinutes;

    static CachePoints.Places in(CachePoints.Places places) {
        var times = new CacheTimes();
        ToolConfig config = places.tools();
        return new CachePoints.Places(
                config == null ? null : times.tools(config),
                times.blocks(places.system()),
                ListEdits.contents(places.messages(), times::blocks));
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private ToolConfig tools(ToolConfig config) {
        List<ToolDefinition> tools = ListEdits.each(config.tools(), (tool, i) -> point(tool));
        return tools == config.tools()
                ? config
                : new ToolConfig(tools, config.toolChoice(), config.more());
    }

    private List<Content> blocks(List<Content> blocks) {
        return ListEdits.each(blocks, (block, i) -> point(block));
    }

    private ToolDefinition point(ToolDefinition tool) {
        return tool instanceof Content.CachePoint point ? timed(point) : tool;
    }

    private Content point(Content block) {
        return block instanceof Content.CachePoint point ? timed(point) : block;
    }

    private Content.CachePoint timed(Content.CachePoint point) {
        boolean hour = HOUR.equals(point.ttl());
        if (hour && fiveMinutes) {
            return new Content.CachePoint(point.type(), null, point.more());
        }
        fiveMinutes |= !hour;
        return point;
    }
}
