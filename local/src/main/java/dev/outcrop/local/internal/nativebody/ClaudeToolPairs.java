package dev.outcrop.local.internal.nativebody;

import static dev.outcrop.local.internal.nativebody.ClaudeErrors.refused;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules for tool calls and their results: the message after a call begins with the results of
 * all calls, and a result belongs to a call of the message before it. Messages of one role in a row
 * count as one.
 */
final class ClaudeToolPairs {
    private final MessagesSurface surface;

    /** The calls of the last assistant message, until its results have been seen. */
    private Set<String> calls = Set.of();

    private int callsAt;

    private ClaudeToolPairs(MessagesSurface surface) {
        this.surface = surface;
    }

    static void check(List<Json> messages, MessagesSurface surface) {
        var pairs = new ClaudeToolPairs(surface);
        for (int first = 0; first < messages.size(); ) {
            int end = first + 1;
            while (end < messages.size()
                    && role(messages.get(end)).equals(role(messages.get(first)))) {
                end++;
            }
            pairs.turn(messages.subList(first, end), first);
            first = end;
        }
        if (!pairs.calls.isEmpty()) {
            throw pairs.missing(pairs.calls, messages.size());
        }
    }

    private void turn(List<Json> messages, int first) {
        String role = role(messages.getFirst());
        if (role.equals("assistant")) {
            calls = new LinkedHashSet<>();
            for (Json message : messages) {
                for (Json block : content(message)) {
                    if (block instanceof Json.Obj object
                            && "tool_use".equals(object.string("type"))) {
                        calls.add(String.valueOf(object.string("id")));
                    }
                }
            }
            callsAt = first + messages.size() - 1;
        } else if (role.equals("user")) {
            results(messages, first);
            calls = Set.of();
        }
    }

    private void results(List<Json> messages, int first) {
        var atTheBeginning = new LinkedHashSet<String>();
        boolean beginning = true;
        for (int i = 0; i < messages.size(); i++) {
            List<Json> content = content(messages.get(i));
            beginning &=
                    !(messages.get(i) instanceof Json.Obj text
                            && text.get("content") instanceof Json.Str);
            for (int block = 0; block < content.size(); block++) {
                boolean isResult =
                        content.get(block) instanceof Json.Obj object
                                && "tool_result".equals(object.string("type"));
                beginning &= isResult;
                if (isResult) {
                    String id = ((Json.Obj) content.get(block)).string("tool_use_id");
                    if (!calls.contains(String.valueOf(id))) {
                        throw unexpected(id, first + i, block);
                    }
                    if (beginning) {
                        atTheBeginning.add(String.valueOf(id));
                    }
                }
            }
        }
        var missing = new ArrayList<>(calls);
        missing.removeAll(atTheBeginning);
        if (!missing.isEmpty()) {
            throw missing(missing, first);
        }
    }

    private static ServiceError unexpected(@Nullable String id, int message, int block) {
        return refused(
                "messages."
                        + message
                        + ".content."
                        + block
                        + ": unexpected `tool_use_id` found in `tool_result` blocks: "
                        + id
                        + ". Each `tool_result` block must have a corresponding `tool_use` block in"
                        + " the previous message.");
    }

    /** InvokeModel as in browser-use 988, the Messages API as in claude-code 1237. */
    private ServiceError missing(Collection<String> ids, int next) {
        return surface.isOfBedrock()
                ? refused(
                        "messages."
                                + next
                                + ": Did not find "
                                + ids.size()
                                + " `tool_result` block(s) at the beginning of this message."
                                + " Messages following `tool_use` blocks must begin with a matching"
                                + " number of `tool_result` blocks.")
                : refused(
                        "messages."
                                + callsAt
                                + ": `tool_use` ids were found without `tool_result` blocks"
                                + " immediately after: "
                                + String.join(", ", ids)
                                + ". Each `tool_use` block must have a corresponding `tool_result`"
                                + " block in the next message.");
    }

    private static String role(Json message) {
        return message instanceof Json.Obj object ? String.valueOf(object.string("role")) : "";
    }

    private static List<Json> content(Json message) {
        return message instanceof Json.Obj object ? object.array("content") : List.of();
    }
}
