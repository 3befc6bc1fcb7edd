package dev.outcrop.local.internal.nativebody;

import static dev.outcrop.local.internal.nativebody.ClaudeErrors.refused;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.catalog.ClaudeModel;
import dev.outcrop.local.wire.ServiceError;

import java.util.List;

/** The rules for the messages of a conversation: roles, and content that is not empty. */
final class ClaudeMessages {
    private ClaudeMessages() {}

    static void check(ClaudeModel model, Json.Obj body, MessagesSurface surface) {
        if (!(body.get("messages") instanceof Json.Arr(List<Json> messages))) {
            throw refused("messages: Input should be a valid list");
        }
        if (messages.isEmpty()) {
            throw refused("messages: at least one message is required");
        }
        text(body.array("system"), "system");
        for (int i = 0; i < messages.size(); i++) {
            if (!(messages.get(i) instanceof Json.Obj message)) {
                throw refused("messages." + i + ": Input should be an object");
            }
            message(model, message, i, i == messages.size() - 1);
        }
        ClaudeToolPairs.check(messages, surface);
        if (messages.getLast() instanceof Json.Obj last
                && "assistant".equals(last.string("role"))) {
            prefill(model, last);
        }
    }

    private static void message(ClaudeModel model, Json.Obj message, int index, boolean last) {
        String place = "messages." + index;
        ClaudeErrors.required(message, place, "role");
        ClaudeErrors.required(message, place, "content");
        ClaudeErrors.onlyKnown(
                message, place, List.of("role", "content", "output_config", "clear_at"));
        role(model, message, index);
        switch (message.get("content")) {
            case Json.Str(String text) -> {
                boolean optional = last && "assistant".equals(message.string("role"));
                if (text.isEmpty() && !optional) {
                    throw empty(place);
                }
                if (!text.isEmpty() && text.isBlank()) {
                    throw refused("messages: text content blocks must contain non-whitespace text");
                }
            }
            case Json.Arr(List<Json> blocks) -> {
                boolean optional = last && "assistant".equals(message.string("role"));
                if (blocks.isEmpty() && !optional) {
                    throw empty(place);
                }
                ClaudeBlocks.check(blocks, place + ".content");
                text(blocks, "messages");
            }
            case null, default -> throw refused(place + ".content: Input should be a valid list");
        }
    }

    /** litellm 32831: InvokeModel of Opus 4.7, and of Sonnet 4.6 and Haiku 4.5. */
    private static void role(ClaudeModel model, Json.Obj message, int index) {
        String role = message.string("role");
        if ("user".equals(role) || "assistant".equals(role)) {
            return;
        }
        if (!"system".equals(role)) {
            throw refused("messages." + index + ".role: Input should be 'user' or 'assistant'");
        }
        if (!model.isFrom(4, 7)) {
            throw refused(
                    "messages: Unexpected role \"system\". The Messages API accepts a top-level"
                            + " `system` parameter, not \"system\" as an input message role.");
        }
        if (!model.isFrom(4, 8)) {
            throw refused("role 'system' is not supported on this model");
        }
        if (index == 0) {
            throw refused(
                    "messages.0: use the top-level 'system' parameter for the initial system"
                            + " prompt");
        }
    }

    private static void text(List<Json> blocks, String place) {
        for (Json block : blocks) {
            if (block instanceof Json.Obj object
                    && "text".equals(object.string("type"))
                    && object.get("text") instanceof Json.Str(String text)
                    && text.isBlank()) {
                throw refused(
                        place
                                + ": text content blocks must "
                                + (text.isEmpty()
                                        ? "be non-empty"
                                        : "contain non-whitespace text"));
            }
        }
    }

    private static void prefill(ClaudeModel model, Json.Obj last) {
        if (model.isFrom(4, 6)) {
            throw refused(
                    "This model does not support assistant message prefill. The conversation must"
                            + " end with a user message.");
        }
        String text = last.string("content");
        List<Json> blocks = last.array("content");
        if (text == null && !blocks.isEmpty() && blocks.getLast() instanceof Json.Obj block) {
            text = block.string("text");
        }
        if (text != null && !text.equals(text.stripTrailing())) {
            throw refused("messages: final assistant content cannot end with trailing whitespace");
        }
    }

    private static ServiceError empty(String place) {
        return refused(
                place
                        + ": all messages must have non-empty content except for the optional final"
                        + " assistant message");
    }
}
