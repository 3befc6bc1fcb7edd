package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.nativeformat.ChunkSink;
import dev.outcrop.local.wire.Event;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Chunks of InvokeModelWithResponseStream; the last one has the invocation metrics. */
final class ChunkFrames implements ChunkSink {
    private static final List<String> NOVA_EVENTS =
            List.of(
                    "messageStart",
                    "contentBlockStart",
                    "contentBlockDelta",
                    "contentBlockStop",
                    "messageStop",
                    "metadata");

    private final StreamResponse stream;
    private final Stopwatch stopwatch;
    private Json.Obj usage = Json.EMPTY;
    private Json.Obj trace = Json.EMPTY;
    private long firstByte = -1;
    private final boolean guarded;
    private boolean intervened;

    /**
     * @param guarded whether the chunks say what a guardrail did
     */
    ChunkFrames(StreamResponse stream, Stopwatch stopwatch, boolean guarded) {
        this.stream = stream;
        this.stopwatch = stopwatch;
        this.guarded = guarded;
    }

    /** Says whether the guardrail intervened. */
    void intervened(boolean is) {
        intervened = is;
    }

    /** Reads the counts of an event before it is formatted. */
    void watch(Event event) {
        if (event.type().equals("metadata")) {
            usage = event.payload().object("usage");
            trace = event.payload().object("trace");
        }
    }

    @Override
    public void next(Json.Obj chunk) {
        if (firstByte < 0) {
            firstByte = stopwatch.millis();
        }
        boolean isTold = guarded && intervened && hasText(chunk);
        Json.Obj told = isTold ? InvokeGuardrail.withAction(chunk, true) : chunk;
        String bytes =
                Base64.getEncoder()
                        .encodeToString(told.toString().getBytes(StandardCharsets.UTF_8));
        stream.accept(new Event("chunk", Json.EMPTY.with("bytes", Json.of(bytes))));
    }

    /** In a stream of events, only those with text say what a guardrail did: recorded of Nova. */
    private static boolean hasText(Json.Obj chunk) {
        boolean isOfNova =
                NOVA_EVENTS.stream().anyMatch(name -> chunk.get(name) instanceof Json.Obj);
        if (isOfNova) {
            return chunk.object("contentBlockDelta").object("delta").get("text") != null;
        }
        String type = chunk.string("type");
        return type == null || type.equals("content_block_delta");
    }

    @Override
    public void last(Json.Obj chunk) {
        Json metrics =
                Json.EMPTY
                        .with("inputTokenCount", Json.of(usage.integer("inputTokens", 0)))
                        .with("outputTokenCount", Json.of(usage.integer("outputTokens", 0)))
                        .with("invocationLatency", Json.of(stopwatch.millis()))
                        .with("firstByteLatency", Json.of(Math.max(0, firstByte)));
        Json.Obj last = chunk.with("amazon-bedrock-invocationMetrics", metrics);
        next(
                guarded
                        ? InvokeGuardrail.traced(
                                InvokeGuardrail.withAction(last, intervened), trace)
                        : last);
    }
}
