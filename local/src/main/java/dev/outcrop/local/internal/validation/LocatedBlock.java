package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.List;

/**
 * A content block and its position.
 *
 * @param message counted from zero, as is {@code index}
 */
record LocatedBlock(int message, int index, String role, Json.Obj json) {
    /** Returns all blocks of all messages, whose shapes have been validated. */
    static List<LocatedBlock> all(List<Json> messages) {
        var blocks = new ArrayList<LocatedBlock>();
        for (int i = 0; i < messages.size(); i++) {
            blocks.addAll(of(messages, i));
        }
        return blocks;
    }

    static List<LocatedBlock> of(List<Json> messages, int message) {
        var blocks = new ArrayList<LocatedBlock>();
        if (messages.get(message) instanceof Json.Obj object) {
            List<Json> content = object.array("content");
            for (int i = 0; i < content.size(); i++) {
                if (content.get(i) instanceof Json.Obj block) {
                    blocks.add(
                            new LocatedBlock(
                                    message, i, String.valueOf(object.string("role")), block));
                }
            }
        }
        return blocks;
    }

    boolean fromUser() {
        return role.equals("user");
    }

    boolean fromAssistant() {
        return role.equals("assistant");
    }

    boolean has(String member) {
        Json value = json.get(member);
        return value != null && !(value instanceof Json.Null);
    }

    String place() {
        return "messages." + message + ".content." + index;
    }
}
