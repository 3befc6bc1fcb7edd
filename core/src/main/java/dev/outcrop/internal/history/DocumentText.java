package dev.outcrop.internal.history;

import dev.outcrop.internal.history.edit.BlankText;
import dev.outcrop.internal.history.edit.ConversationEnds;
import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;

import java.util.ArrayList;
import java.util.List;

/** Adds text to a user message with a document. */
final class DocumentText {
    private DocumentText() {}

    static List<Message> beside(List<Message> messages) {
        return ListEdits.each(
                messages,
                (message, i) ->
                        message.role().equals(Role.USER)
                                ? ListEdits.content(message, withText(message.content()))
                                : message);
    }

    /** Directly after the last document, where it also separates it from a cache point. */
    private static List<Content> withText(List<Content> blocks) {
        int last = -1;
        for (int i = 0; i < blocks.size(); i++) {
            Content block = blocks.get(i);
            if (block instanceof Content.Text && !BlankText.isBlank(block)) {
                return blocks;
            }
            last = block instanceof Content.Document ? i : last;
        }
        if (last < 0) {
            return blocks;
        }
        var more = new ArrayList<>(blocks);
        more.add(last + 1, Content.text(ConversationEnds.NOTHING_TO_SAY));
        return more;
    }
}
