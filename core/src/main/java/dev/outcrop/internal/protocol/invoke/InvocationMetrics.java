package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.internal.stream.TokenSum;
import dev.outcrop.json.Json;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** Token counts from Bedrock's headers and metrics, independent of the model's own body. */
public final class InvocationMetrics {
    /** The prefix of Bedrock's members in a body of a model. */
    static final String BESIDE = "amazon-bedrock-";

    /** Bedrock's member in the last chunk of a stream. */
    public static final String METRICS = BESIDE + "invocationMetrics";

    static final String TRACE = BESIDE + "trace";
    private static final String ACTION = BESIDE + "guardrailAction";
    private static final String HEADER = "x-amzn-bedrock-";

    private InvocationMetrics() {}

    /** The headers of a response. */
    public interface Header {
        @Nullable String value(String name);
    }

    /**
     * Returns the turn with the latency, and with the counts of the headers if the body had none.
     *
     * @param body the body of the turn
     * @param header returns a response's header, or null
     */
    public static Turn turn(Turn turn, Json.Obj body, Header header) {
        Turn.Metadata metadata = turn.metadata();
        if (metadata == null) {
            return turn;
        }
        Usage usage = metadata.usage();
        if (isLacking(usage)) {
            usage = usage(header);
            usage = usage.known() ? usage : metadata.usage();
        }
        Json.Obj more = metadata.more();
        long latency = header(header, "invocation-latency");
        if (latency >= 0 && more.get("metrics") == null) {
            more = more.with("metrics", latency(latency));
        }
        StopReason reason =
                intervened(body) ? StopReason.GUARDRAIL_INTERVENED : metadata.stopReason();
        return new Turn(turn.message(), new Turn.Metadata(reason, usage, more, metadata.partial()));
    }

    /** A guardrail that intervenes may remove the counts from a body. */
    private static boolean isLacking(Usage usage) {
        return usage.json().get("inputTokens") == null || usage.json().get("outputTokens") == null;
    }

    /** Returns the turn without the members that were added here. */
    static Turn withoutMetrics(Turn turn) {
        Turn.Metadata metadata = turn.metadata();
        if (metadata == null || metadata.latencyMs() < 0) {
            return turn;
        }
        return new Turn(
                turn.message(),
                new Turn.Metadata(
                        metadata.stopReason(),
                        metadata.usage(),
                        metadata.more().without("metrics"),
                        metadata.partial()));
    }

    /** Whether a guardrail intervened. */
    static boolean intervened(Json.Obj body) {
        return "INTERVENED".equals(body.string(ACTION));
    }

    /** Returns the usage in the metrics at the end of a stream. */
    static Usage usage(Json.Obj metrics) {
        return usage(
                AnswerFields.count(metrics.get("inputTokenCount")),
                AnswerFields.count(metrics.get("outputTokenCount")),
                AnswerFields.count(metrics.get("cacheReadInputTokenCount")),
                AnswerFields.count(metrics.get("cacheWriteInputTokenCount")));
    }

    /** Returns Converse's {@code metrics}, from those at the end of a stream. */
    static @Nullable Json latencyOf(Json.Obj metrics) {
        long latency = AnswerFields.count(metrics.get("invocationLatency"));
        return latency < 0 ? null : latency(latency);
    }

    private static Json latency(long millis) {
        return Json.object(Map.of("latencyMs", millis));
    }

    /** Returns the usage in the headers of a response. */
    static Usage usage(Header header) {
        return usage(
                header(header, "input-token-count"),
                header(header, "output-token-count"),
                header(header, "cache-read-input-token-count"),
                header(header, "cache-write-input-token-count"));
    }

    private static Usage usage(long input, long output, long cacheRead, long cacheWrite) {
        if (input < 0 || output < 0) {
            return Usage.NONE;
        }
        var counts = new LinkedHashMap<String, Object>();
        counts.put("inputTokens", input);
        counts.put("outputTokens", output);
        counts.put("totalTokens", TokenSum.of(input, output, cacheRead, cacheWrite));
        if (cacheRead >= 0) {
            counts.put("cacheReadInputTokens", cacheRead);
        }
        if (cacheWrite >= 0) {
            counts.put("cacheWriteInputTokens", cacheWrite);
        }
        return new Usage(Json.object(counts));
    }

    /** Returns a count in a header; -1 if there is none. */
    static long header(Header header, String name) {
        String value = header.value(HEADER + name);
        return value != null && value.matches("\\d{1,15}") ? Long.parseLong(value) : -1;
    }
}
