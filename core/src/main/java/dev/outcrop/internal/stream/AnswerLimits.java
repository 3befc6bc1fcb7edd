package dev.outcrop.internal.stream;

import dev.outcrop.json.Json;

/** Bounds of the JSON in answers. */
public final class AnswerLimits {
    /**
     * 64 MiB, 900 levels, a million values. An answer may be less deep than other JSON, because it
     * is later written inside something deeper, to be saved or sent back, and must be readable
     * there.
     */
    public static final Json.Limits JSON =
            new Json.Limits(64L << 20, Json.Limits.DEFAULT.maxDepth() - 100, 1_000_000);

    private AnswerLimits() {}
}
