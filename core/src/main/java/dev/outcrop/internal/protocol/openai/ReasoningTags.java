package dev.outcrop.internal.protocol.openai;

import dev.outcrop.internal.protocol.vendor.VendorMembers;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;

import java.util.List;

/**
 * Thinking between tags, as InvokeModel returns it for OpenAI's open models: once before the text
 * of a whole answer, and around each piece of a stream.
 */
final class ReasoningTags {
    private static final String OPEN = "<reasoning>";
    private static final String CLOSE = "</reasoning>";

    private ReasoningTags() {}

    static String around(String thought) {
        return OPEN + thought + CLOSE;
    }

    /** The end of the thinking at the beginning of a text; -1 if there is none. */
    static int end(String text) {
        return text.startsWith(OPEN) ? text.indexOf(CLOSE) : -1;
    }

    static String thought(String text, int end) {
        return text.substring(OPEN.length(), end);
    }

    static String rest(String text, int end) {
        return text.substring(end + CLOSE.length());
    }

    static void split(String text, List<Content> content) {
        int end = end(text);
        String words = text;
        if (end >= 0) {
            Json.Obj as = Json.EMPTY.with(ChatAnswer.AS, Json.of(ChatAnswer.TAG));
            content.add(
                    new Content.Reasoning(
                            thought(text, end), null, null, VendorMembers.CHAT.kept(as)));
            words = rest(text, end);
        }
        if (!words.isEmpty()) {
            content.add(Content.text(words));
        }
    }
}
