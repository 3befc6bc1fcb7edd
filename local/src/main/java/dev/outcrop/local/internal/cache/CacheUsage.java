package dev.outcrop.local.internal.cache;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tokens that a request reads from the cache and writes to it. */
record CacheUsage(long read, long fiveMinutes, long oneHour, boolean details) {
    /**
     * Returns the usage with these counts; {@code inputTokens} then excludes tokens read or
     * written.
     */
    Json.Obj in(Json.Obj usage) {
        long written = fiveMinutes + oneHour;
        Map<String, Json> members = new TreeMap<>(usage.members());
        members.put("inputTokens", Json.of(usage.integer("inputTokens", 0) - read - written));
        // Bedrock sends each count twice, also under an older name.
        members.put("cacheReadInputTokenCount", Json.of(read));
        members.put("cacheReadInputTokens", Json.of(read));
        members.put("cacheWriteInputTokenCount", Json.of(written));
        members.put("cacheWriteInputTokens", Json.of(written));
        if (details && written > 0) {
            List<Json> byTime = new ArrayList<>();
            add(byTime, oneHour, "1h");
            add(byTime, fiveMinutes, "5m");
            members.put("cacheDetails", new Json.Arr(byTime));
        }
        return new Json.Obj(members);
    }

    private static void add(List<Json> details, long tokens, String timeToLive) {
        if (tokens > 0) {
            details.add(
                    Json.EMPTY
                            .with("inputTokens", Json.of(tokens))
                            .with("ttl", Json.of(timeToLive)));
        }
    }
}
