package dev.outcrop.internal.text;

import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.message.Content;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A conversation, to be written down for a person. Control characters in it have no power in any of
 * its forms.
 *
 * @param modelId the model that was spoken to
 */
public record Transcript(String modelId, List<Content> system, List<Turn> turns) {
    /** Plain text. */
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

    /** Markdown: what was said as it was said, the rest in quotes and fences. */
    public String markdown() {
        return new Markdown().of(this);
    }

    /** A page of HTML that needs nothing else and runs nothing. */
    public String html() {
        return new Html().of(this);
    }

    /** What is said below a turn; null if nothing. */
    static @Nullable String remark(Turn turn) {
        return turn.isPartial() ? "The answer is incomplete." : null;
    }
}
