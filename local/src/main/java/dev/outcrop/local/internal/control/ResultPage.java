package dev.outcrop.local.internal.control;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param nextToken where the next part begins; null where this is the last
 */
public record ResultPage<T>(List<T> elements, @Nullable String nextToken) {
    /** As the lists of Bedrock are answered. */
    public Json.Obj json(String member, Function<T, Json> toJson) {
        List<Json> told = elements.stream().map(toJson).toList();
        Json.Obj json = Json.EMPTY.with(member, new Json.Arr(told));
        return nextToken == null ? json : json.with("nextToken", Json.of(nextToken));
    }
}
