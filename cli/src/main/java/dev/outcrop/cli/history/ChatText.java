package dev.outcrop.cli.history;

import dev.outcrop.json.Json;

/** The text of a stored turn. */
final class ChatText {
    private ChatText() {}

    /** Returns the text blocks of a turn, one after the other. */
    static String of(Json.Obj turn) {
        var text = new StringBuilder();
        for (Json block : turn.object("message").array("content")) {
            String words = block instanceof Json.Obj one ? one.string("text") : null;
            if (words != null) {
                text.append(text.isEmpty() ? "" : "\n").append(words);
            }
        }
        return text.toString();
    }
}
