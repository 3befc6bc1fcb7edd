package dev.outcrop.internal.stream;

import dev.outcrop.json.Json;

/** Limits for the JSON of answers. */
public final class AnswerLimits {
    /**
     * 64 MiB, 900 levels, a million values. Fewer levels than for other JSON, because an answer is
     * later nested in a file or a request, and must be readable there.
     */
    public static final Json.Limits JSON =
            new Json.Limits(64L << 20, Json.Limits.DEFAULT.maxDepth() - 100, 1_000_000);

    private AnswerLimits() {}
}
