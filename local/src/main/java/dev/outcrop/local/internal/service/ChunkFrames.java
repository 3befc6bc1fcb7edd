package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.nativeformat.ChunkSink;
import dev.outcrop.local.wire.Event;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Chunks of InvokeModelWithResponseStream; the last one has the invocation metrics. */
final class ChunkFrames implements ChunkSink {
    private final StreamResponse stream;
    private final Stopwatch stopwatch;
    private Json.Obj usage = Json.EMPTY;
    private long firstByte = -1;

    ChunkFrames(StreamResponse stream, Stopwatch stopwatch) {
        this.stream = stream;
        this.stopwatch = stopwatch;
    }

    /** Reads the counts of an event before it is formatted. */
    void watch(Event event) {
        if (event.type().equals("metadata")) {
            usage = event.payload().object("usage");
        }
    }

    @Override
    public void next(Json.Obj chunk) {
        if (firstByte < 0) {
            firstByte = stopwatch.millis();
        }
        String bytes =
                Base64.getEncoder()
                        .encodeToString(chunk.toString().getBytes(StandardCharsets.UTF_8));
        stream.accept(new Event("chunk", Json.EMPTY.with("bytes", Json.of(bytes))));
    }

    @Override
    public void last(Json.Obj chunk) {
        Json metrics =
                Json.EMPTY
                        .with("inputTokenCount", Json.of(usage.integer("inputTokens", 0)))
                        .with("outputTokenCount", Json.of(usage.integer("outputTokens", 0)))
                        .with("invocationLatency", Json.of(stopwatch.millis()))
                        .with("firstByteLatency", Json.of(Math.max(0, firstByte)));
        next(chunk.with("amazon-bedrock-invocationMetrics", metrics));
    }
}
