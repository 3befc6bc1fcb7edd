package dev.outcrop.internal.caching;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

/**
 * The cache points that a caller adds to a request as JSON.
 *
 * @param count how many; Bedrock counts them too
 * @param fiveMinutes whether one of them has a lifetime of five minutes
 * @param oneHour whether one of them has a lifetime of an hour
 */
public record RawCachePoints(int count, boolean fiveMinutes, boolean oneHour) {
    public static final RawCachePoints NONE = new RawCachePoints(0, false, false);

    /** Returns those in this JSON, at any position. */
    public static RawCachePoints in(Json json) {
        return switch (json) {
            case Json.Obj object -> {
                RawCachePoints sum = of(object.get("cachePoint"));
                for (Json member : object.members().values()) {
                    sum = sum.plus(in(member));
                }
                yield sum;
            }
            case Json.Arr(var elements) -> {
                RawCachePoints sum = NONE;
                for (Json element : elements) {
                    sum = sum.plus(in(element));
                }
                yield sum;
            }
            case Json.Str ignored -> NONE;
            case Json.Num ignored -> NONE;
            case Json.Bool ignored -> NONE;
            case Json.Null ignored -> NONE;
        };
    }

    private static RawCachePoints of(@Nullable Json point) {
        if (!(point instanceof Json.Obj object)) {
            return NONE;
        }
        boolean oneHour = "1h".equals(object.string("ttl"));
        return new RawCachePoints(1, !oneHour, oneHour);
    }

    private RawCachePoints plus(RawCachePoints other) {
        return new RawCachePoints(
                count + other.count, fiveMinutes || other.fiveMinutes, oneHour || other.oneHour);
    }
}
