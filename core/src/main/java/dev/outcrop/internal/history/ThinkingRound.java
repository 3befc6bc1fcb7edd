package dev.outcrop.internal.history;

import dev.outcrop.internal.Warnings;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;

import java.util.List;

/**
 * Turns thinking off for a request that continues the tool calls of another model, or of the same
 * model without thinking: the thinking that must be before the calls does not exist.
 */
public final class ThinkingRound {
    private static final String FIELD = "thinking";

    private ThinkingRound() {}

    /** Returns the request without a thinking budget, if the model would refuse it. */
    public static ConverseRequest in(ConverseRequest request, Warnings warnings) {
        if (!(request.additionalModelRequestFields() instanceof Json.Obj fields)
                || !"enabled".equals(fields.object(FIELD).string("type"))
                || !continuesOthers(request.messages())) {
            return request;
        }
        warnings.once(
                request.modelId()
                        + " cannot think while it continues tool calls that were made without its"
                        + " thinking: thinking is off until they are answered.");
        Json.Obj others = fields.without(FIELD);
        return request.toBuilder()
                .additionalModelRequestFields(others.isEmpty() ? null : others)
                .build();
    }

    /** Whether the last answer has calls, and no answer since the question has thinking. */
    private static boolean continuesOthers(List<Message> messages) {
        boolean called = false;
        for (Message message : messages.reversed()) {
            if (message.role().equals(Role.ASSISTANT)) {
                if (has(message, Content.Reasoning.class)) {
                    return false;
                }
                called |= has(message, Content.ToolUse.class);
                if (!called) {
                    return false;
                }
            } else if (called && !has(message, Content.ToolResult.class)) {
                return true;
            }
        }
        return called;
    }

    private static boolean has(Message message, Class<? extends Content> kind) {
        for (Content block : message.content()) {
            if (kind.isInstance(block)) {
                return true;
            }
        }
        return false;
    }
}
