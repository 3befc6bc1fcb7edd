package dev.outcrop.local.nativeformat;

import dev.outcrop.json.Json;

/** Takes the chunks of a streamed answer. */
public interface Chunks {
    void next(Json.Obj chunk);

    /** The one after which nothing comes. */
    void last(Json.Obj chunk);
}
