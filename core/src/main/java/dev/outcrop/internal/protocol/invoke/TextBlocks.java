package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.message.StreamEvent;

import java.util.List;

/**
 * Makes blocks of words and thinking that arrive without any: one block goes on as long as what
 * comes is of one kind. Not safe for use by several threads.
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

    /** Ends the block that is open, if one is. */
    void close(List<StreamEvent> into) {
        if (open) {
            into.add(new StreamEvent.BlockStop(index));
            open = false;
        }
    }
}
