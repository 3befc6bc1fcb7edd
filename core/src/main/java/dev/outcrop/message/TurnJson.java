package dev.outcrop.message;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

/**
 * Turns as in the JSON of a conversation. A missing member or another type is rejected, with its
 * position: a value that was read incompletely would be lost when the turn is written again.
 */
final class TurnJson {
    private TurnJson() {}

    static Json.Obj json(Turn turn) {
        Json.Obj json = Json.EMPTY.with("message", turn.message().toJson());
        Turn.Metadata metadata = turn.metadata();
        if (metadata == null) {
            return json;
        }
        json = json.with("usage", metadata.usage().json()).with("more", metadata.more());
        if (metadata.stopReason() != null) {
            json = json.with("stopReason", Json.of(metadata.stopReason().wire()));
        }
        if (metadata.modelId() != null) {
            json = json.with("modelId", Json.of(metadata.modelId()));
        }
        return metadata.partial() == null
                ? json
                : json.with("partial", Json.of(metadata.partial()));
    }

    static Turn turn(Json json) {
        if (!(json instanceof Json.Obj turn)) {
            throw new JsonException("a turn must be an object");
        }
        Message message = message(turn);
        String reason = string(turn, "stopReason");
        String partial = string(turn, "partial");
        String modelId = string(turn, "modelId");
        Json.Obj usage = object(turn, "usage");
        Json.Obj more = object(turn, "more");
        if (reason == null && partial == null) {
            return Turn.of(message);
        }
        StopReason stopReason = reason == null ? null : new StopReason(reason);
        return new Turn(
                message, new Turn.Metadata(stopReason, new Usage(usage), more, partial, modelId));
    }

    private static Message message(Json.Obj turn) {
        Json message = turn.get("message");
        try {
            return Message.fromJson(message == null ? Json.NULL : message);
        } catch (JsonException e) {
            throw e.at("/message");
        }
    }

    private static @Nullable String string(Json.Obj turn, String name) {
        Json value = turn.get(name);
        if (value == null || value instanceof Json.Str) {
            return turn.string(name);
        }
        throw new JsonException("this must be a string").at("/" + name);
    }

    private static Json.Obj object(Json.Obj turn, String name) {
        Json value = turn.get(name);
        if (value == null || value instanceof Json.Obj) {
            return turn.object(name);
        }
        throw new JsonException("this must be an object").at("/" + name);
    }
}
