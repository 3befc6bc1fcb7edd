package dev.outcrop.local.validation;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.List;

/**
 * A content block and where it stands.
 *
 * @param message counted from zero, as is {@code index}
 */
record Block(int message, int index, boolean fromUser, Json.Obj json) {
    /** All blocks of all messages, which have passed the check of their shape. */
    static List<Block> all(List<Json> messages) {
        var blocks = new ArrayList<Block>();
        for (int i = 0; i < messages.size(); i++) {
            blocks.addAll(of(messages, i));
        }
        return blocks;
    }

    static List<Block> of(List<Json> messages, int message) {
        var blocks = new ArrayList<Block>();
        if (messages.get(message) instanceof Json.Obj object) {
            List<Json> content = object.array("content");
            for (int i = 0; i < content.size(); i++) {
                if (content.get(i) instanceof Json.Obj block) {
                    blocks.add(new Block(message, i, "user".equals(object.string("role")), block));
                }
            }
        }
        return blocks;
    }

    boolean has(String member) {
        Json value = json.get(member);
        return value != null && !(value instanceof Json.Null);
    }

    String place() {
        return "messages." + message + ".content." + index;
    }
}
