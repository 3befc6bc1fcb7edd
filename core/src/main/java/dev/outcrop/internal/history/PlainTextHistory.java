package dev.outcrop.internal.history;

import dev.outcrop.internal.history.edit.Whitespace;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;

import java.util.List;

/**
 * Detects conversations of text only, with alternating user and assistant, which no rule changes.
 * Most are, and one check of each block is enough.
 */
final class PlainTextHistory {
    private PlainTextHistory() {}

    /** Whether the request is one, so that no model needs any of it repaired. */
    static boolean are(ConverseRequest request) {
        List<Message> messages = request.messages();
        int count = messages.size();
        if (count % 2 == 0 || request.toolConfig() != null || !isSaid(request.system())) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            Message message = messages.get(i);
            if (!message.role().equals(i % 2 == 0 ? Role.USER : Role.ASSISTANT)
                    || message.content().isEmpty()
                    || !isSaid(message.content())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSaid(List<Content> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            if (!(blocks.get(i) instanceof Content.Text text) || Whitespace.isBlank(text.text())) {
                return false;
            }
        }
        return true;
    }
}
