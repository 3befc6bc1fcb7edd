package dev.outcrop.internal.text;

import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.message.Content;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A conversation in readable form. Control characters are replaced in all forms.
 *
 * @param modelId the model of the conversation
 */
public record Transcript(String modelId, List<Content> system, List<Turn> turns) {
    /** Returns plain text. */
    public String text() {
        var out = new StringBuilder("Chat with ").append(modelId);
        if (!system.isEmpty()) {
            out.append("\n\nsystem: ").append(BlockText.flat(system));
        }
        for (Turn turn : turns) {
            out.append("\n\n")
                    .append(turn.role())
                    .append(": ")
                    .append(BlockText.flat(turn.content()));
            out.append(turn.isPartial() ? " [incomplete]" : "");
        }
        return ControlCharacters.text(out.toString());
    }

    /** Returns Markdown: texts unchanged, everything else in quotes and fences. */
    public String markdown() {
        return new Markdown().of(this);
    }

    /** Returns a self-contained HTML page without scripts. */
    public String html() {
        return new Html().of(this);
    }

    /** The remark below a turn; null if there is none. */
    static @Nullable String remark(Turn turn) {
        return turn.isPartial() ? "The answer is incomplete." : null;
    }
}
