package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;

/** Takes the chunks of a streamed answer. */
public interface ChunkSink {
    void next(Json.Obj chunk);

    /** The one after which nothing comes. */
    void last(Json.Obj chunk);
}
