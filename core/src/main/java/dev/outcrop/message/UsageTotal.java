package dev.outcrop.message;

import dev.outcrop.json.Json;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adds up the usage of many calls, in constant memory. Counts that Bedrock never sent stay unknown,
 * a negative count, which no service should send, counts as zero, and a sum too large for a long
 * stays at the maximum. Not safe for use by several threads.
 */
public final class UsageTotal {
    private final long[] counts = new long[Usage.COUNTS.size()];
    private final boolean[] said = new boolean[counts.length];
    private long written5m;
    private long written1h;

    /** Creates an empty total. */
    public UsageTotal() {}

    /** Adds one usage; unknown counts add nothing. */
    public UsageTotal add(Usage usage) {
        if (usage.known()) {
            for (int i = 0; i < counts.length; i++) {
                String name = Usage.COUNTS.get(i);
                said[i] |= usage.json().get(name) != null;
                counts[i] = Usage.saturated(counts[i], usage.count(name));
            }
            written5m = Usage.saturated(written5m, usage.cacheWrite5m());
            written1h = Usage.saturated(written1h, usage.cacheWrite1h());
        }
        return this;
    }

    /** Returns the total; {@link Usage#NONE} if nothing was known. */
    public Usage usage() {
        Map<String, Json> sum = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (said[i]) {
                sum.put(Usage.COUNTS.get(i), Json.of(counts[i]));
            }
        }
        if (written1h > 0) {
            sum.put("cacheDetails", Json.array(written("5m", written5m), written("1h", written1h)));
        }
        return sum.isEmpty() ? Usage.NONE : new Usage(new Json.Obj(sum));
    }

    private static Json written(String ttl, long tokens) {
        return Json.object(Map.of("ttl", ttl, "inputTokens", tokens));
    }
}
