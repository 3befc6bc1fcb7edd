package dev.outcrop.internal.chat;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the JSON of a saved conversation. A missing member or another type is rejected, with its
 * position: a value that was read incompletely would be lost when the chat is saved again.
 */
final class ChatReader {
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
        List<Content> system = system(chat).content();
        if (!(chat.get("turns") instanceof Json.Arr(List<Json> elements))) {
            throw new JsonException("turns must be an array").at("/turns");
        }
        var turns = new ArrayList<Turn>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            turns.add(turn(elements.get(i), "/turns/" + i));
        }
        return new ChatFile(modelId, system, turns, settings(chat));
    }

    private static Turn turn(Json json, String place) {
        try {
            return Turn.fromJson(json);
        } catch (JsonException e) {
            throw e.at(place);
        }
    }

    private static Message system(Json.Obj chat) {
        Json system = chat.get("system");
        try {
            return Message.fromJson(system == null ? Json.NULL : system);
        } catch (JsonException e) {
            throw e.at("/system");
        }
    }

    private static Json.Obj settings(Json.Obj chat) {
        Json value = chat.get("settings");
        if (value == null || value instanceof Json.Obj) {
            return chat.object("settings");
        }
        throw new JsonException("this must be an object").at("/settings");
    }
}
