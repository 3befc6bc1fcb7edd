package dev.outcrop.internal.chat;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Tool results that a guardrail blocked. Left in the history, they would block each later question:
 * their content is replaced, and the calls stay.
 */
final class BlockedResults {
    static final String REPLACEMENT =
            "The result was removed from the conversation, because a guardrail blocked it.";

    private BlockedResults() {}

    /**
     * Whether a guardrail blocked what was sent to the model, as its trace says; without a trace,
     * whether the model read nothing (recorded: a blocked request has no tokens).
     */
    static boolean areIn(Turn answer) {
        Turn.Metadata how = answer.metadata();
        if (how == null || !StopReason.GUARDRAIL_INTERVENED.equals(how.stopReason())) {
            return false;
        }
        Json.Obj converse = how.more().object("trace").object("guardrail");
        Json.Obj invoke = how.more().object("amazon-bedrock-trace").object("guardrail");
        if (converse.isEmpty() && invoke.isEmpty()) {
            return how.usage().input() == 0 && how.usage().output() == 0;
        }
        return blocks(converse.object("inputAssessment")) || blocks(invoke.object("input"));
    }

    /** Whether a policy in an assessment blocked. Without recursion: it comes from a server. */
    private static boolean blocks(Json.Obj assessment) {
        var open = new ArrayDeque<Json>();
        open.push(assessment);
        while (!open.isEmpty()) {
            Json value = open.pop();
            if (value instanceof Json.Arr(List<Json> elements)) {
                elements.forEach(open::push);
            } else if (value instanceof Json.Obj object) {
                if ("BLOCKED".equals(object.string("action"))
                        && !Json.of(false).equals(object.get("detected"))) {
                    return true;
                }
                object.members().values().forEach(open::push);
            }
        }
        return false;
    }

    /** Whether a turn has tool results. */
    static boolean has(Turn turn) {
        return turn.content().stream().anyMatch(Content.ToolResult.class::isInstance);
    }

    /** Returns the turn with other results. */
    static Turn replaced(Turn turn) {
        var content = new ArrayList<Content>(turn.content().size());
        for (Content block : turn.content()) {
            content.add(
                    block instanceof Content.ToolResult result
                            ? new Content.ToolResult(
                                    result.toolUseId(),
                                    List.of(Content.text(REPLACEMENT)),
                                    result.status(),
                                    result.type(),
                                    result.more())
                            : block);
        }
        return new Turn(turn.message().withContent(content), turn.metadata());
    }
}
