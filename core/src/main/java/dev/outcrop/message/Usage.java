package dev.outcrop.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.outcrop.json.Json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * The tokens of a call, as Bedrock counted them; a view of Bedrock's JSON, which may have more
 * members.
 *
 * <p>Tokens read from or written to the cache are not part of {@link #input()}.
 *
 * @param json Bedrock's {@code usage}
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_TokenUsage.html">TokenUsage</a>
 */
public record Usage(@JsonValue Json.Obj json) {
    @JsonCreator
    public Usage {
        Objects.requireNonNull(json, "json");
    }

    /** No usage, or unknown usage. */
    public static final Usage NONE = new Usage(Json.EMPTY);

    static final List<String> COUNTS =
            List.of(
                    "inputTokens",
                    "outputTokens",
                    "totalTokens",
                    "cacheReadInputTokens",
                    "cacheWriteInputTokens",
                    "reasoningTokens");

    private static final List<String> NAMES =
            List.of("input", "output", "total", "cacheRead", "cacheWrite", "reasoning");

    public static Usage of(long input, long output) {
        return new Usage(Json.object(orderedCounts(input, output)));
    }

    /** Whether Bedrock sent any counts; a stream that breaks off has none. */
    public boolean known() {
        return !json.isEmpty();
    }

    public long input() {
        return count("inputTokens");
    }

    public long output() {
        return count("outputTokens");
    }

    /**
     * Returns the tokens of thinking, usually a part of {@link #output()}, as the API reported
     * them; 0 if it reported none. Converse and InvokeModel report them for few models.
     */
    public long reasoning() {
        return count("reasoningTokens");
    }

    public long total() {
        return count("totalTokens");
    }

    public long cacheRead() {
        return count("cacheReadInputTokens");
    }

    public long cacheWrite() {
        return count("cacheWriteInputTokens");
    }

    /**
     * Returns the tokens written to the cache for five minutes. If Bedrock does not distinguish,
     * all that were written.
     */
    public long cacheWrite5m() {
        return json.array("cacheDetails").isEmpty() ? cacheWrite() : cacheDetail("5m");
    }

    /** Returns the tokens written to the cache for an hour. */
    public long cacheWrite1h() {
        return cacheDetail("1h");
    }

    /** Returns the sum of both. A negative count, which no service should send, counts as zero. */
    public Usage plus(Usage other) {
        if (!known()) {
            return other;
        }
        if (!other.known()) {
            return this;
        }
        return new Total().add(this).add(other).usage();
    }

    /** Returns the known counts, such as {@code Usage[input=10, output=5, total=15]}. */
    @Override
    public String toString() {
        if (!known()) {
            return "Usage[unknown]";
        }
        var text = new StringJoiner(", ", "Usage[", "]");
        for (int i = 0; i < COUNTS.size(); i++) {
            if (json.get(COUNTS.get(i)) != null) {
                text.add(NAMES.get(i) + "=" + count(COUNTS.get(i)));
            }
        }
        return text.toString();
    }

    private long cacheDetail(String ttl) {
        long sum = 0;
        for (Json detail : json.array("cacheDetails")) {
            if (detail instanceof Json.Obj entry && ttl.equals(entry.string("ttl"))) {
                sum = saturated(sum, Math.max(0, entry.integer("inputTokens", 0)));
            }
        }
        return sum;
    }

    long count(String name) {
        return Math.max(0, json.integer(name, 0));
    }

    static long saturated(long a, long b) {
        return a + b < 0 ? Long.MAX_VALUE : a + b;
    }

    private static Map<String, Long> orderedCounts(long input, long output) {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("inputTokens", input);
        counts.put("outputTokens", output);
        counts.put("totalTokens", saturated(Math.max(0, input), Math.max(0, output)));
        return counts;
    }

    /**
     * Adds up the usage of many calls, in constant memory. Counts that Bedrock never sent stay
     * unknown, a negative count, which no service should send, counts as zero, and a sum too large
     * for a long stays at the maximum. Not safe for use by several threads.
     */
    public static final class Total {
        private final long[] counts = new long[Usage.COUNTS.size()];
        private final boolean[] said = new boolean[counts.length];
        private long written5m;
        private long written1h;

        /** Nothing yet. */
        public Total() {}

        /** Adds one usage; unknown counts add nothing. */
        public Total add(Usage usage) {
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
                sum.put(
                        "cacheDetails",
                        Json.array(written("5m", written5m), written("1h", written1h)));
            }
            return sum.isEmpty() ? Usage.NONE : new Usage(new Json.Obj(sum));
        }

        private static Json written(String ttl, long tokens) {
            return Json.object(Map.of("ttl", ttl, "inputTokens", tokens));
        }
    }
}
