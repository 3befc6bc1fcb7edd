package dev.outcrop.internal.protocol.openai;

import dev.outcrop.internal.protocol.vendor.JsonFields;
import dev.outcrop.internal.protocol.vendor.VendorMembers;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Creates blocks with an index from a stream of Chat Completions, which has none: another kind of
 * text begins another block, and each tool call is one, which may continue after others began. For
 * one answer.
 */
final class ChatBlockAssembler {
    private static final VendorMembers OWN = VendorMembers.CHAT;

    /** The open text block: its kind and its first members. */
    private @Nullable Open open;

    /** By the chunks' index of a call. */
    private final Map<Long, Call> calls = new LinkedHashMap<>();

    private final List<Integer> openCalls = new ArrayList<>();
    private int next;
    private int message = -1;

    private record Open(int index, String kind, Json.Obj start) {}

    private record Call(int index, String id) {}

    boolean calledTool() {
        return !calls.isEmpty();
    }

    void words(String text, List<StreamEvent> events) {
        if (!text.isEmpty()) {
            int index = open("text", Json.EMPTY, events);
            events.add(new StreamEvent.TextDelta(index, text));
        }
    }

    void refusal(String text, List<StreamEvent> events) {
        Json.Obj as = Json.EMPTY.with(ChatAnswer.AS, Json.of(ChatAnswer.REFUSAL));
        events.add(new StreamEvent.TextDelta(open("text", as, events), text));
    }

    void thought(String text, Json.Obj as, List<StreamEvent> events) {
        int index = open("reasoningContent", as, events);
        events.add(new StreamEvent.ReasoningDelta(index, text, null, null));
    }

    /** A piece of a message in parts, as of Mistral's thinking models. */
    void part(Json json, List<StreamEvent> events) {
        Json.Obj part = json instanceof Json.Obj object ? object : Json.EMPTY;
        String text = part.string("text");
        if (text != null) {
            Json.Obj rest = Json.EMPTY.with(ChatAnswer.PART, part.without("type", "text"));
            events.add(new StreamEvent.TextDelta(open("text", rest, events), text));
        } else if ("thinking".equals(part.string("type"))) {
            Json.Obj as = Json.EMPTY.with(ChatAnswer.PART, JsonFields.typed("thinking").json());
            for (Json piece : part.array("thinking")) {
                String said = piece instanceof Json.Obj object ? object.string("text") : null;
                if (said != null && !said.isEmpty()) {
                    thought(said, as, events);
                }
            }
        } else {
            closeWords(events);
            events.add(new StreamEvent.BlockStart(next, OWN.kind(ChatAnswer.PART), part));
            events.add(new StreamEvent.BlockStop(next++));
        }
    }

    /** A member of the message without a block; pieces are joined. */
    void member(String name, Json value, List<StreamEvent> events) {
        String kind = OWN.kind(ChatAnswer.MESSAGE);
        if (message < 0) {
            closeWords(events);
            message = next++;
            events.add(new StreamEvent.BlockStart(message, kind, Json.EMPTY));
        }
        events.add(
                new StreamEvent.UnknownDelta(
                        message, Json.EMPTY.with(kind, Json.EMPTY.with(name, value))));
    }

    /**
     * Some servers number the calls, some repeat the id in each piece, some send each call
     * completely.
     */
    void call(Json json, List<StreamEvent> events) {
        Json.Obj piece = json instanceof Json.Obj object ? object : Json.EMPTY;
        Json.Obj function = piece.object("function");
        String id = piece.string("id");
        long number = piece.integer("index", Math.max(0, calls.size() - 1));
        Call call = calls.get(number);
        boolean isAnother =
                call != null
                        && id != null
                        && !id.isEmpty()
                        && !id.equals(call.id())
                        && function.string("name") != null;
        if (call == null || isAnother) {
            call = begin(isAnother ? calls.size() : number, id, piece, events);
        }
        String arguments = function.string("arguments");
        if (arguments == null && !function.object("arguments").isEmpty()) {
            arguments = function.object("arguments").toString();
        }
        if (arguments != null && !arguments.isEmpty()) {
            events.add(new StreamEvent.ToolUseDelta(call.index(), arguments));
        }
    }

    private Call begin(long number, @Nullable String id, Json.Obj piece, List<StreamEvent> events) {
        String name = piece.object("function").string("name");
        if (name == null) {
            throw new JsonException("the call of a tool began without a name");
        }
        closeWords(events);
        String called = id == null || id.isEmpty() ? "call_" + number : id;
        var call = new Call(next++, called);
        calls.put(number, call);
        openCalls.add(call.index());
        Json.Obj start =
                new JsonFields()
                        .put("toolUseId", called)
                        .put("name", name)
                        .putAll(OWN.kept(ChatAnswer.callRest(piece.without("index"))))
                        .json();
        events.add(new StreamEvent.BlockStart(call.index(), "toolUse", start));
        return call;
    }

    /** Completes all open blocks. */
    void close(List<StreamEvent> events) {
        closeWords(events);
        openCalls.forEach(index -> events.add(new StreamEvent.BlockStop(index)));
        openCalls.clear();
        if (message >= 0) {
            events.add(new StreamEvent.BlockStop(message));
        }
    }

    private void closeWords(List<StreamEvent> events) {
        if (open != null) {
            events.add(new StreamEvent.BlockStop(open.index()));
            open = null;
        }
    }

    private int open(String kind, Json.Obj start, List<StreamEvent> events) {
        if (open != null && open.kind().equals(kind) && open.start().equals(start)) {
            return open.index();
        }
        closeWords(events);
        open = new Open(next++, kind, start);
        if (!start.isEmpty()) {
            events.add(new StreamEvent.BlockStart(open.index(), kind, OWN.kept(start)));
        }
        return open.index();
    }
}
