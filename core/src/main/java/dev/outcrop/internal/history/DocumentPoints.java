package dev.outcrop.internal.history;

import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;

import java.util.ArrayList;
import java.util.List;

/**
 * Moves cache points that directly follow a document that is not a PDF: before the documents, or
 * away if nothing is before them.
 */
final class DocumentPoints {
    private DocumentPoints() {}

    static List<Message> apart(List<Message> messages) {
        return ListEdits.contents(messages, DocumentPoints::moved);
    }

    private static List<Content> moved(List<Content> blocks) {
        List<Content> moved = blocks;
        for (int i = 1; i < moved.size(); i++) {
            if (moved.get(i) instanceof Content.CachePoint && isText(moved.get(i - 1))) {
                int first = i - 1;
                while (first > 0 && isText(moved.get(first - 1))) {
                    first--;
                }
                moved = new ArrayList<>(moved);
                Content point = moved.remove(i);
                moved.add(first, point);
            }
        }
        return moved;
    }

    private static boolean isText(Content block) {
        return block instanceof Content.Document document && !"pdf".equals(document.format());
    }
}
