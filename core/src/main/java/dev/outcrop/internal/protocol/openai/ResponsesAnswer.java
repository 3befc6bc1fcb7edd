package dev.outcrop.internal.protocol.openai;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.transport.ErrorReader;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;

import java.util.ArrayList;
import java.util.List;

/** Reads a whole answer of OpenAI's Responses API, and writes it. */
final class ResponsesAnswer {
    private ResponsesAnswer() {}

    static Turn turn(Json.Obj body) {
        refuseFailed(body);
        if (!(body.get("output") instanceof Json.Arr(List<Json> items))) {
            throw new JsonException("an answer must have output");
        }
        var content = new ArrayList<Content>();
        items.forEach(item -> content.addAll(ResponsesItems.read(item)));
        return new Turn(
                new Message(Role.ASSISTANT, content),
                new Turn.Metadata(
                        reason(body, calls(content)),
                        ChatUsage.ofResponses(body.object("usage")),
                        body.without("output"),
                        null));
    }

    static Json.Obj response(Turn turn) {
        Json.Obj more = turn.metadata() == null ? Json.EMPTY : turn.metadata().more();
        return more.with("output", new Json.Arr(ResponsesItems.of(turn.message())));
    }

    /** An answer with status 200 may report a failure. */
    static void refuseFailed(Json.Obj response) {
        String status = response.string("status");
        boolean whole = "completed".equals(status) || "incomplete".equals(status);
        boolean saysWhy = response.get("error") instanceof Json.Obj;
        if ("failed".equals(status) || (saysWhy && (!whole || response.get("output") == null))) {
            throw ErrorReader.ofVendor(response, ErrorDetails.NONE);
        }
    }

    private static boolean calls(List<Content> content) {
        return content.stream().anyMatch(Content.ToolUse.class::isInstance);
    }

    /** The stop reason with Converse's name; an unknown one is unchanged. */
    static StopReason reason(Json.Obj response, boolean callsTool) {
        String status = response.string("status");
        String why = response.object("incomplete_details").string("reason");
        if ("incomplete".equals(status) && why != null) {
            return switch (why) {
                case "max_output_tokens" -> StopReason.MAX_TOKENS;
                case "content_filter" -> StopReason.CONTENT_FILTERED;
                default -> new StopReason(why);
            };
        }
        if (status == null || status.equals("completed")) {
            return callsTool ? StopReason.TOOL_USE : StopReason.END_TURN;
        }
        return new StopReason(status);
    }
}
