package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;

/** Receives the chunks of a streamed answer. */
public interface ChunkSink {
    void next(Json.Obj chunk);

    /** Receives the last chunk. */
    void last(Json.Obj chunk);
}
