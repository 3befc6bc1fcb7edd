package dev.outcrop.local.internal.control;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param nextToken the beginning of the next page; null for the last one
 */
public record ResultPage<T>(List<T> elements, @Nullable String nextToken) {
    /** Returns the response, in the format of Bedrock's lists. */
    public Json.Obj json(String member, Function<T, Json> toJson) {
        List<Json> told = elements.stream().map(toJson).toList();
        Json.Obj json = Json.EMPTY.with(member, new Json.Arr(told));
        return nextToken == null ? json : json.with("nextToken", Json.of(nextToken));
    }
}
