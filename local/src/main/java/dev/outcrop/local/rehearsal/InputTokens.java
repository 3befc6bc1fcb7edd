package dev.outcrop.local.rehearsal;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Tokens;

/** How many tokens a request has: texts by rule, anything else by its size. */
final class InputTokens {
    private static final int PER_MESSAGE = 4;
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int MOST_FOR_A_BLOCK = 1_600;

    private InputTokens() {}

    static int of(Json.Obj body) {
        int count = 0;
        for (Json block : body.array("system")) {
            count += ofBlock(block);
        }
        for (Json message : body.array("messages")) {
            count += PER_MESSAGE;
            if (message instanceof Json.Obj object) {
                for (Json block : object.array("content")) {
                    count += ofBlock(block);
                }
            }
        }
        Json tools = body.get("toolConfig");
        return tools == null ? count : count + bySize(tools);
    }

    private static int ofBlock(Json block) {
        if (block instanceof Json.Obj object
                && object.get("text") instanceof Json.Str(String text)) {
            return Tokens.count(text);
        }
        if (block instanceof Json.Obj object && object.get("cachePoint") != null) {
            return 0;
        }
        return Math.min(MOST_FOR_A_BLOCK, bySize(block));
    }

    private static int bySize(Json json) {
        return json.toString().length() / CHARACTERS_PER_TOKEN;
    }
}
