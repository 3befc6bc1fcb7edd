package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.models.Conversations;
import dev.outcrop.local.internal.models.ModelName;
import dev.outcrop.local.wire.ServiceError;

import java.util.List;

/** The rules for a conversation: the order of roles, and no empty messages. */
final class MessageRules {
    private MessageRules() {}

    static void check(ModelName model, List<Json> messages, boolean mayBeEmpty) {
        for (int i = 0; i < messages.size(); i++) {
            content(messages.get(i), i);
        }
        if (!(mayBeEmpty && messages.isEmpty())) {
            order(model, messages);
        }
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

    private static void order(ModelName model, List<Json> messages) {
        system(model, messages);
        // No model accepts a conversation without messages.
        boolean anyMayBegin = Conversations.BEGUN_BY_ASSISTANT.of(model);
        if (messages.isEmpty() || !(anyMayBegin || isUser(messages.getFirst()))) {
            throw ServiceError.validation(
                    "A conversation must start with a user message. Try again with a conversation"
                            + " that starts with a user message.");
        }
        boolean mayRepeat = Conversations.REPEATED_ROLES.of(model);
        List<Json> turns = messages.stream().filter(message -> !isSystem(message)).toList();
        for (int i = 1; i < turns.size() && !mayRepeat; i++) {
            if (isUser(turns.get(i)) == isUser(turns.get(i - 1))) {
                throw ServiceError.validation(
                        "A conversation must alternate between user and assistant roles. Make sure"
                                + " the conversation alternates between user and assistant roles"
                                + " and try again.");
            }
        }
    }

    private static void system(ModelName model, List<Json> messages) {
        for (int i = 0; i < messages.size(); i++) {
            if (!isSystem(messages.get(i))) {
                continue;
            }
            switch (Conversations.SYSTEM_MESSAGE.of(model)) {
                case ACCEPTED -> {
                    if (i == 0) {
                        throw ModelErrors.ofTheModel(
                                "messages.0: use the top-level 'system' parameter for the initial"
                                        + " system prompt; the directive-only form (content: []"
                                        + " with output_config) is accepted at any position");
                    }
                }
                case UNSUPPORTED ->
                        throw ModelErrors.ofTheModel(
                                "role 'system' is not supported on this model");
                case UNEXPECTED ->
                        throw ModelErrors.ofTheModel(
                                "messages: Unexpected role \"system\". The Messages API accepts a"
                                        + " top-level `system` parameter, not \"system\" as an input"
                                        + " message");
                case NO_SUCH_ROLE ->
                        throw ServiceError.validation(
                                "1 validation error detected: Value 'system' at 'messages."
                                        + (i + 1)
                                        + ".member.role' failed to satisfy constraint: Member must"
                                        + " satisfy enum value set: [user, assistant]");
            }
        }
    }

    private static boolean isSystem(Json message) {
        return message instanceof Json.Obj object && "system".equals(object.string("role"));
    }

    private static boolean isUser(Json message) {
        return message instanceof Json.Obj object && "user".equals(object.string("role"));
    }

    private static boolean has(Json block, String member) {
        return block instanceof Json.Obj object && object.get(member) != null;
    }
}
