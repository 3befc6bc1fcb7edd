package dev.outcrop.local.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import java.util.List;

/** The rules for a conversation: who speaks, in which order, and that nobody says nothing. */
final class MessageRules {
    private MessageRules() {}

    static void check(String modelId, List<Json> messages) {
        for (int i = 0; i < messages.size(); i++) {
            Json.Obj message = object(messages.get(i), "messages." + i);
            role(message, i);
            content(message, i);
        }
        order(modelId, messages);
    }

    private static void role(Json.Obj message, int index) {
        String role = message.string("role");
        if (!"user".equals(role) && !"assistant".equals(role)) {
            throw ServiceError.validation(
                    "1 validation error detected: Value '"
                            + (role == null ? "null" : shown(role))
                            + "' at 'messages."
                            + (index + 1)
                            + ".member.role' failed to satisfy constraint: Member must satisfy"
                            + " enum value set: [user, assistant]");
        }
    }

    private static void content(Json.Obj message, int index) {
        List<Json> blocks = message.array("content");
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
            if (object(blocks.get(i), place).get("text") instanceof Json.Str(String text)
                    && isBlank(text, besideADocument)) {
                throw ServiceError.validation(
                        "The text field in the ContentBlock object at "
                                + place
                                + " is blank. Add text to the text field, and try again.");
            }
        }
    }

    /** A recording has a lone line feed beside a document, and Bedrock took it. */
    private static boolean isBlank(String text, boolean besideADocument) {
        return besideADocument ? text.isEmpty() : text.isBlank();
    }

    private static void order(String modelId, List<Json> messages) {
        // Claude and Qwen take a conversation that the assistant begins; a missing one nobody
        // takes.
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

    private static Json.Obj object(Json value, String place) {
        if (value instanceof Json.Obj object) {
            return object;
        }
        throw new ServiceError("SerializationException", 400, place + " must be an object.");
    }

    private static String shown(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100);
    }
}
