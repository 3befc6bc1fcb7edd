package dev.outcrop.internal.chat;

import dev.outcrop.internal.protocol.converse.Converse;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the JSON of a saved conversation. A missing member or another type is rejected, with its
 * position: a value that was read incompletely would be lost when the chat is saved again.
 */
public final class ChatReader {
    private ChatReader() {}

    /**
     * Returns the conversation.
     *
     * @throws JsonException if the JSON is not a conversation, or has a later version
     */
    static ChatFile read(Json json) {
        if (!(json instanceof Json.Obj chat)) {
            throw new JsonException("it must be an object");
        }
        long version = chat.integer("outcropChat", 0);
        String modelId = chat.string("modelId");
        if (version > ChatFile.VERSION) {
            throw new JsonException(
                    "its version is "
                            + version
                            + ", but this release supports versions up to "
                            + ChatFile.VERSION);
        }
        if (version < 1 || modelId == null) {
            throw new JsonException("it has no outcropChat version or no modelId");
        }
        List<Content> system = message(chat.get("system"), "/system").content();
        if (!(chat.get("turns") instanceof Json.Arr(List<Json> elements))) {
            throw at("/turns", "turns must be an array");
        }
        var turns = new ArrayList<Turn>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            turns.add(turn(elements.get(i), "/turns/" + i));
        }
        return new ChatFile(modelId, system, turns, object(chat, "settings", ""));
    }

    /** Reads a turn. */
    public static Turn turn(Json json) {
        return turn(json, "");
    }

    private static Turn turn(Json json, String place) {
        if (!(json instanceof Json.Obj turn)) {
            throw at(place, "a turn must be an object");
        }
        Message message = message(turn.get("message"), place + "/message");
        String reason = string(turn, "stopReason", place);
        String partial = string(turn, "partial", place);
        String modelId = string(turn, "modelId", place);
        Json.Obj usage = object(turn, "usage", place);
        Json.Obj more = object(turn, "more", place);
        if (reason == null && partial == null) {
            return Turn.of(message);
        }
        StopReason stopReason = reason == null ? null : new StopReason(reason);
        return new Turn(
                message, new Turn.Metadata(stopReason, new Usage(usage), more, partial, modelId));
    }

    private static Message message(@Nullable Json json, String place) {
        try {
            return message(json);
        } catch (JsonException e) {
            throw at(place + block(json), String.valueOf(e.getMessage()));
        }
    }

    private static Message message(@Nullable Json json) {
        return Converse.message(json == null ? Json.NULL : json);
    }

    /** The place of the first block of a message that cannot be read; empty if all can be. */
    private static String block(@Nullable Json json) {
        if (json instanceof Json.Obj message) {
            List<Json> blocks = message.array("content");
            for (int i = 0; i < blocks.size(); i++) {
                try {
                    message(message.with("content", Json.array(blocks.get(i))));
                } catch (JsonException e) {
                    return message.string("role") == null ? "" : "/content/" + i;
                }
            }
        }
        return "";
    }

    private static @Nullable String string(Json.Obj turn, String name, String place) {
        Json value = turn.get(name);
        if (value == null || value instanceof Json.Str) {
            return turn.string(name);
        }
        throw at(place + "/" + name, "this must be a string");
    }

    private static Json.Obj object(Json.Obj turn, String name, String place) {
        Json value = turn.get(name);
        if (value == null || value instanceof Json.Obj) {
            return turn.object(name);
        }
        throw at(place + "/" + name, "this must be an object");
    }

    private static JsonException at(String place, String what) {
        return new JsonException(what + " (at " + place + ")");
    }
}
