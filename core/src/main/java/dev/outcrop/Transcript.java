package dev.outcrop;

import dev.outcrop.message.Content;
import dev.outcrop.message.Turn;

import java.util.List;

/** A conversation as a person reads it. */
final class Transcript {
    private Transcript() {}

    static String of(String modelId, List<Content> system, List<Turn> turns) {
        var out = new StringBuilder("Chat with ").append(modelId);
        if (!system.isEmpty()) {
            out.append("\n\nsystem: ").append(Content.text(system));
        }
        for (Turn turn : turns) {
            out.append("\n\n").append(turn.role()).append(": ").append(turn.text());
            if (turn.isPartial()) {
                out.append(" [broke off]");
            }
        }
        return out.toString();
    }
}
