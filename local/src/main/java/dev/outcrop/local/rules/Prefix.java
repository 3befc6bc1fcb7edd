package dev.outcrop.local.rules;

import dev.outcrop.json.Json;

import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * The part of a request before a block of thinking: system prompt, tools, and all content before
 * it. Cache points and the order of members do not count.
 */
final class Prefix {
    static final int LENGTH = 16;

    private Prefix() {}

    /**
     * Returns the digest of what is before a position.
     *
     * @param message the index of a message, or the number of messages for the answer to come
     * @param block the index of a block in it
     */
    static String of(Prompt prompt, int message, int block) {
        Json.Obj body = prompt.body();
        List<Json> messages = body.array("messages");
        List<Json> begun =
                message < messages.size() && messages.get(message) instanceof Json.Obj object
                        ? object.array("content").subList(0, block)
                        : List.of();
        var parts = new TreeMap<String, Json>();
        parts.put("system", new Json.Arr(body.array("system")));
        parts.put("tools", new Json.Arr(body.object("toolConfig").array("tools")));
        parts.put("messages", new Json.Arr(messages.subList(0, message)));
        parts.put("content", new Json.Arr(begun));
        return digest(canonical(new Json.Obj(parts)).toString());
    }

    /** The beginning of a SHA-256, in hexadecimal digits. */
    static String digest(String text) {
        return HexFormat.of().formatHex(DeterministicIds.sha256(text), 0, LENGTH / 2);
    }

    private static Json canonical(Json value) {
        return switch (value) {
            case Json.Obj object -> {
                var sorted = new TreeMap<String, Json>();
                object.members().forEach((name, member) -> sorted.put(name, canonical(member)));
                yield new Json.Obj(sorted);
            }
            case Json.Arr(List<Json> elements) ->
                    new Json.Arr(
                            elements.stream()
                                    .filter(element -> !isCachePoint(element))
                                    .map(Prefix::canonical)
                                    .toList());
            case Json.Str text -> text;
            case Json.Num number -> number;
            case Json.Bool is -> is;
            case Json.Null none -> none;
        };
    }

    private static boolean isCachePoint(Json element) {
        return element instanceof Json.Obj object && object.get("cachePoint") != null;
    }
}
