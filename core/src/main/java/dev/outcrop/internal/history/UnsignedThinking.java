package dev.outcrop.internal.history;

import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.message.Content;

import java.util.List;

/** Removes thinking that its model cannot verify: it is incomplete, or of another model. */
final class UnsignedThinking {
    private UnsignedThinking() {}

    static List<Content> signed(List<Content> blocks) {
        return ListEdits.each(blocks, (block, i) -> isUnsigned(block) ? null : block);
    }

    static boolean isUnsigned(Content block) {
        return block instanceof Content.Reasoning thought
                && thought.redacted() == null
                && (thought.signature() == null || thought.signature().isEmpty());
    }
}
