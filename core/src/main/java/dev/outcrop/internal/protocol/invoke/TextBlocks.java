package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.internal.protocol.ThinkingReader;
import dev.outcrop.message.StreamEvent;

import java.util.List;

/**
 * Creates blocks from text and thinking that arrive without blocks: a block continues while the
 * content is of one kind. Not safe for use by several threads.
 */
final class TextBlocks {
    private int index = -1;
    private boolean open;
    private boolean thinking;

    void add(List<ThinkingReader.Part> parts, List<StreamEvent> into) {
        for (ThinkingReader.Part part : parts) {
            if (!open || part.thinking() != thinking) {
                close(into);
                index++;
                open = true;
                thinking = part.thinking();
            }
            into.add(
                    thinking
                            ? new StreamEvent.ReasoningDelta(index, part.text(), null, null)
                            : new StreamEvent.TextDelta(index, part.text()));
        }
    }

    /** Ends the open block, if there is one. */
    void close(List<StreamEvent> into) {
        if (open) {
            into.add(new StreamEvent.BlockStop(index));
            open = false;
        }
    }
}
