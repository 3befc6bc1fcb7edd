package dev.outcrop.internal.protocol.openai;

import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.protocol.vendor.JsonFields;
import dev.outcrop.internal.protocol.vendor.ToolInputs;
import dev.outcrop.internal.protocol.vendor.Unsupported;
import dev.outcrop.internal.protocol.vendor.VendorMembers;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a whole answer of OpenAI's Chat Completions API, and writes it. */
final class ChatAnswer {
    /** The members of servers for thinking, and the name under which they are stored. */
    static final List<String> THOUGHTS = List.of("reasoning_content", "reasoning");

    static final String AS = "as";
    static final String REFUSAL = "refusal";
    static final String TAG = "tag";
    static final String PART = "part";

    /** The members of a message without a block. */
    static final String MESSAGE = "message";

    static final String CALL = "tool_call";

    private static final VendorMembers OWN = VendorMembers.CHAT;

    private final boolean tagged;

    ChatAnswer(boolean tagged) {
        this.tagged = tagged;
    }

    Turn turn(Json.Obj body) {
        List<Json> choices = body.array("choices");
        BedrockException failure = ChatFailure.of(body);
        if (failure == null && !choices.isEmpty() && choices.getFirst() instanceof Json.Obj first) {
            failure = ChatFailure.ofChoice(first);
        }
        if (failure != null) {
            throw failure;
        }
        if (choices.isEmpty() || !(choices.getFirst() instanceof Json.Obj choice)) {
            throw new JsonException("an answer must have choices");
        }
        String reason = choice.string("finish_reason");
        if (!(choice.get("message") instanceof Json.Obj message) || reason == null) {
            throw new JsonException("a choice must have a message and a finish_reason");
        }
        var content = new ArrayList<Content>();
        Json.Obj blank = content(message, content);
        var others = new ArrayList<Json>(choices);
        others.set(0, blank.isEmpty() ? choice.without("message") : choice.with("message", blank));
        return new Turn(
                new Message(role(message), content),
                new Turn.Metadata(
                        reason(
                                reason,
                                content.stream().anyMatch(Content.ToolUse.class::isInstance)),
                        ChatUsage.of(body.object("usage")),
                        body.with("choices", new Json.Arr(others)),
                        null));
    }

    static Json.Obj response(Turn turn) {
        Json.Obj more = turn.metadata() == null ? Json.EMPTY : turn.metadata().more();
        var choices = new ArrayList<Json>(more.array("choices"));
        Json.Obj choice =
                !choices.isEmpty() && choices.getFirst() instanceof Json.Obj first
                        ? first
                        : Json.EMPTY;
        Json message =
                new JsonFields()
                        .putAll(choice.object("message"))
                        .putAll(message(turn.message()).json())
                        .json();
        if (choices.isEmpty()) {
            choices.add(choice);
        }
        choices.set(0, choice.with("message", message));
        return more.with("choices", new Json.Arr(choices));
    }

    /** Writes an assistant's message, unchanged or in its usual form. */
    static JsonFields message(Message message) {
        var written = new JsonFields().put("role", message.role().wire());
        var parts = new ArrayList<Json>();
        var calls = new ArrayList<Json>();
        for (Content block : message.content()) {
            switch (block) {
                case Content.Text text -> words(text, written, parts);
                case Content.CitedText cited -> parts.add(Json.of(cited.text()));
                case Content.Reasoning thought -> thought(thought, written, parts);
                case Content.ToolUse use -> calls.add(call(use));
                case Content.Unknown unknown -> unknown(unknown, written, parts, calls);
                case Content.CachePoint ignored -> {} // the service caches on its own
                default ->
                        throw Unsupported.CHAT.of(
                                "this content in an assistant message: "
                                        + block.getClass().getSimpleName(),
                                "Use Protocol.CONVERSE.");
            }
        }
        if (!parts.isEmpty()) {
            written.put(
                    "content",
                    parts.stream().allMatch(ChatAnswer::isPlain)
                            ? joined(parts)
                            : new Json.Arr(parts));
        }
        return written.putAny("tool_calls", calls);
    }

    private static boolean isPlain(Json part) {
        return part instanceof Json.Str;
    }

    private static Json joined(List<Json> parts) {
        var text = new StringBuilder();
        parts.forEach(part -> text.append(((Json.Str) part).value()));
        return Json.of(text.toString());
    }

    private static void words(Content.Text text, JsonFields message, List<Json> parts) {
        Json.Obj own = OWN.of(text.more());
        if (REFUSAL.equals(own.string(AS))) {
            message.put(REFUSAL, text.text());
        } else if (own.get(PART) instanceof Json.Obj part) {
            parts.add(text(text.text(), part));
        } else {
            parts.add(Json.of(text.text()));
        }
    }

    private static Json text(String text, Json.Obj part) {
        return JsonFields.typed("text").putAll(part).put("text", text).json();
    }

    /** Thinking of another model is useless for this one. */
    private static void thought(Content.Reasoning thought, JsonFields message, List<Json> parts) {
        Json.Obj own = OWN.of(thought.more());
        String as = own.string(AS);
        String text = thought.text() == null ? "" : thought.text();
        if (own.get(PART) instanceof Json.Obj part) {
            Json said = Json.array(JsonFields.typed("text").put("text", text).json());
            parts.add(part.get("thinking") == null ? part.with("thinking", said) : part);
        } else if (TAG.equals(as)) {
            parts.add(Json.of(ReasoningTags.around(text)));
        } else if (as != null) {
            message.put(as, text);
        }
    }

    private static void unknown(
            Content.Unknown unknown, JsonFields message, List<Json> parts, List<Json> calls) {
        Json.Obj members = OWN.block(unknown, MESSAGE);
        Json.Obj call = OWN.block(unknown, CALL);
        Json.Obj part = OWN.block(unknown, PART);
        if (members != null) {
            message.putAll(members);
        } else if (call != null) {
            calls.add(call);
        } else if (part != null) {
            parts.add(part);
        }
    }

    private static Json call(Content.ToolUse use) {
        Json.Obj own = OWN.written(use.more());
        Json function =
                new JsonFields()
                        .put("name", use.name())
                        .put("arguments", ToolInputs.written(use.input()))
                        .putAll(own.object("function"))
                        .json();
        return new JsonFields()
                .put("id", use.toolUseId())
                .put("type", "function")
                .putAll(own)
                .put("function", function)
                .json();
    }

    /** Moves the blocks out of a message; returns the members that remain. */
    private Json.Obj content(Json.Obj message, List<Content> content) {
        var rest = new LinkedHashMap<>(message.members());
        rest.remove("role");
        for (String name : THOUGHTS) {
            if (message.get(name) instanceof Json.Str(String thought) && !thought.isEmpty()) {
                Json.Obj as = Json.EMPTY.with(AS, Json.of(name));
                content.add(new Content.Reasoning(thought, null, null, OWN.kept(as)));
                rest.remove(name);
                break;
            }
        }
        if (takenWords(message.get("content"), content)) {
            rest.remove("content");
        }
        if (message.get(REFUSAL) instanceof Json.Str(String why) && !why.isEmpty()) {
            Json.Obj as = Json.EMPTY.with(AS, Json.of(REFUSAL));
            content.add(new Content.Text(why, OWN.kept(as)));
            rest.remove(REFUSAL);
        }
        List<Json> calls = message.array("tool_calls");
        if (!calls.isEmpty()) {
            for (int i = 0; i < calls.size(); i++) {
                content.add(call(calls.get(i), i));
            }
            rest.remove("tool_calls");
        }
        return split(rest, content);
    }

    private boolean takenWords(@Nullable Json said, List<Content> content) {
        if (said instanceof Json.Str(String text) && !text.isEmpty()) {
            if (tagged) {
                ReasoningTags.split(text, content);
            } else {
                content.add(Content.text(text));
            }
            return true;
        }
        if (said instanceof Json.Arr(List<Json> parts) && !parts.isEmpty()) {
            parts.forEach(part -> content.add(part(part)));
            return true;
        }
        return false;
    }

    /** A message in parts, as of Mistral's thinking models. */
    private static Content part(Json json) {
        Json.Obj part = json instanceof Json.Obj object ? object : Json.EMPTY.with("text", json);
        String text = part.string("text");
        if (text != null) {
            return new Content.Text(
                    text, OWN.kept(Json.EMPTY.with(PART, part.without("type", "text"))));
        }
        if ("thinking".equals(part.string("type"))) {
            var thought = new StringBuilder();
            for (Json piece : part.array("thinking")) {
                thought.append(piece instanceof Json.Obj said ? said.string("text") : "");
            }
            return new Content.Reasoning(
                    thought.toString(), null, null, OWN.kept(Json.EMPTY.with(PART, part)));
        }
        return OWN.unknown(PART, part);
    }

    private static Content call(Json json, int index) {
        Json.Obj call = json instanceof Json.Obj object ? object : Json.EMPTY;
        Json.Obj function = call.object("function");
        String name = function.string("name");
        if (name == null) {
            return OWN.unknown(CALL, call);
        }
        String id = call.string("id");
        String arguments = function.string("arguments");
        return new Content.ToolUse(
                id == null || id.isEmpty() ? "call_" + index : id,
                name,
                arguments == null ? function.object("arguments") : ToolInputs.read(arguments),
                null,
                OWN.kept(callRest(call)));
    }

    /** The members of a call besides its id, its name and its arguments. */
    static Json.Obj callRest(Json.Obj call) {
        Json.Obj function = call.object("function").without("name", "arguments");
        Json.Obj rest = call.without("id", "function");
        rest = "function".equals(rest.string("type")) ? rest.without("type") : rest;
        return function.isEmpty() ? rest : rest.with("function", function);
    }

    /** Members with content are sent back to the model; the others belong only to the answer. */
    private static Json.Obj split(Map<String, Json> rest, List<Content> content) {
        var said = new JsonFields();
        var blank = new JsonFields();
        rest.forEach((name, value) -> (isBlank(value) ? blank : said).put(name, value));
        if (!said.isEmpty()) {
            content.add(OWN.unknown(MESSAGE, said.json()));
        }
        return blank.json();
    }

    static boolean isBlank(Json value) {
        return switch (value) {
            case Json.Null() -> true;
            case Json.Str(String text) -> text.isEmpty();
            case Json.Arr(List<Json> elements) -> elements.isEmpty();
            case Json.Obj object -> object.isEmpty();
            case Json.Num ignored -> false;
            case Json.Bool ignored -> false;
        };
    }

    static Role role(Json.Obj message) {
        String role = message.string("role");
        return role == null ? Role.ASSISTANT : new Role(role);
    }

    /**
     * The stop reason with Converse's name; an unknown one is unchanged. Some servers send {@code
     * stop} if the model calls a tool.
     */
    static StopReason reason(String word, boolean callsTool) {
        return switch (word) {
            case "stop" -> callsTool ? StopReason.TOOL_USE : StopReason.END_TURN;
            case "tool_calls", "function_call" -> StopReason.TOOL_USE;
            case "length" -> StopReason.MAX_TOKENS;
            case "content_filter" -> StopReason.CONTENT_FILTERED;
            default -> new StopReason(word);
        };
    }
}
