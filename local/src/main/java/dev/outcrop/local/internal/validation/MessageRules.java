package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import java.util.List;

/** The rules for a conversation: the order of roles, and no empty messages. */
final class MessageRules {
    private MessageRules() {}

    static void check(String modelId, List<Json> messages) {
        for (int i = 0; i < messages.size(); i++) {
            content(messages.get(i), i);
        }
        order(modelId, messages);
    }

    private static void content(Json message, int index) {
        List<Json> blocks =
                message instanceof Json.Obj object ? object.array("content") : List.of();
        if (blocks.isEmpty()) {
            throw ServiceError.validation(
                    "The content field in the Message object at messages."
                            + index
                            + " is empty. Add a ContentBlock object to the content field and try"
                            + " again.");
        }
        boolean besideADocument = blocks.stream().anyMatch(block -> has(block, "document"));
        for (int i = 0; i < blocks.size(); i++) {
            String place = "messages." + index + ".content." + i;
            if (blocks.get(i) instanceof Json.Obj block
                    && block.get("text") instanceof Json.Str(String text)
                    && isBlank(text, besideADocument)) {
                throw ServiceError.validation(
                        "The text field in the ContentBlock object at "
                                + place
                                + " is blank. Add text to the text field, and try again.");
            }
        }
    }

    /** A recording has a single line feed beside a document, which Bedrock accepted. */
    private static boolean isBlank(String text, boolean besideADocument) {
        return besideADocument ? text.isEmpty() : text.isBlank();
    }

    private static void order(String modelId, List<Json> messages) {
        // Claude and Qwen accept a conversation that begins with the assistant; no model accepts
        // one without messages.
        boolean anyMayBegin = modelId.contains("anthropic.") || modelId.contains("qwen.");
        if (messages.isEmpty() || !(anyMayBegin || isUser(messages.getFirst()))) {
            throw ServiceError.validation(
                    "A conversation must start with a user message. Try again with a conversation"
                            + " that starts with a user message.");
        }
        // Recorded: Titan answers two user messages in a row.
        boolean mayRepeat = modelId.contains("amazon.titan");
        for (int i = 1; i < messages.size() && !mayRepeat; i++) {
            if (isUser(messages.get(i)) == isUser(messages.get(i - 1))) {
                throw ServiceError.validation(
                        "A conversation must alternate between user and assistant roles. Make sure"
                                + " the conversation alternates between user and assistant roles"
                                + " and try again.");
            }
        }
    }

    private static boolean isUser(Json message) {
        return message instanceof Json.Obj object && "user".equals(object.string("role"));
    }

    private static boolean has(Json block, String member) {
        return block instanceof Json.Obj object && object.get(member) != null;
    }
}
