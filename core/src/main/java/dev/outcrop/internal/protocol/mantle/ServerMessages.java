package dev.outcrop.internal.protocol.mantle;

import dev.outcrop.internal.protocol.vendor.Unsupported;
import dev.outcrop.internal.server.ServerRules;
import dev.outcrop.internal.server.ServerRules.Trait;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The messages of one request of Chat Completions, in the form that a server accepts. */
final class ServerMessages {
    private static final Pattern SHORT_ID = Pattern.compile("[A-Za-z0-9]{9}");

    /** Stands between the results of tools and the user. */
    private static final Json BETWEEN =
            Json.EMPTY.with("role", Json.of("assistant")).with("content", Json.of("OK."));

    private final ServerRules server;
    private final Map<String, String> toolNames = new HashMap<>();
    private final Map<String, String> shortIds = new HashMap<>();

    ServerMessages(ServerRules server) {
        this.server = server;
    }

    /**
     * Returns the messages.
     *
     * @throws dev.outcrop.error.ValidationException if there are tool calls and the server has no
     *     tools
     */
    Json of(List<Json> messages) {
        var changed = new ArrayList<Json>(messages.size() + 1);
        String before = "";
        for (Json element : messages) {
            if (!(element instanceof Json.Obj message)) {
                changed.add(element);
                continue;
            }
            String role = String.valueOf(message.string("role"));
            if (before.equals("tool")
                    && role.equals("user")
                    && server.has(Trait.ANSWER_AFTER_RESULTS)) {
                changed.add(BETWEEN);
            }
            before = role;
            changed.add(
                    switch (role) {
                        case "tool" -> result(withText(message));
                        case "assistant" -> calls(withText(message));
                        default -> withText(message);
                    });
        }
        return new Json.Arr(changed);
    }

    /** The message with its texts as one, if a server requires that. */
    private Json.Obj withText(Json.Obj message) {
        if (!server.has(Trait.TEXT_CONTENT)
                || !(message.get("content") instanceof Json.Arr(List<Json> parts))) {
            return message;
        }
        var texts = new ArrayList<String>();
        for (Json part : parts) {
            String text = part instanceof Json.Obj object ? object.string("text") : null;
            if (text == null) {
                return message; // an image: some models read it
            }
            texts.add(text);
        }
        return message.with("content", Json.of(String.join("\n\n", texts)));
    }

    private Json.Obj calls(Json.Obj message) {
        List<Json> calls = message.array("tool_calls");
        if (calls.isEmpty()) {
            return message;
        }
        if (server.has(Trait.NO_TOOLS)) {
            throw new Unsupported(server.name())
                    .of("tool calls", "Begin a new conversation, or use another server.");
        }
        Json.Obj changed = message;
        if (message.get("content") == null) { // many servers require the member
            Json none = server.has(Trait.EMPTY_CONTENT) ? Json.of("") : Json.NULL;
            changed = changed.with("content", none);
        }
        var renamed = new ArrayList<Json>();
        for (Json call : calls) {
            renamed.add(call instanceof Json.Obj object ? call(object) : call);
        }
        return changed.with("tool_calls", new Json.Arr(renamed));
    }

    private Json.Obj call(Json.Obj call) {
        String id = call.string("id");
        String name = call.object("function").string("name");
        if (id != null && name != null) {
            toolNames.put(id, name);
        }
        return withId(call, "id", id);
    }

    private Json.Obj result(Json.Obj message) {
        if (server.has(Trait.NO_TOOLS)) {
            throw new Unsupported(server.name())
                    .of("tool results", "Begin a new conversation, or use another server.");
        }
        String id = message.string("tool_call_id");
        String name = id == null ? null : toolNames.get(id);
        Json.Obj named =
                name != null && server.has(Trait.NAMED_RESULTS)
                        ? message.with("name", Json.of(name))
                        : message;
        return withId(named, "tool_call_id", id);
    }

    /** The ids of other servers are numbered, in the order of the calls. */
    private Json.Obj withId(Json.Obj object, String member, @Nullable String id) {
        if (id == null || !server.has(Trait.SHORT_IDS) || SHORT_ID.matcher(id).matches()) {
            return object;
        }
        String known =
                shortIds.computeIfAbsent(
                        id, other -> "call" + String.format("%05d", shortIds.size()));
        return object.with(member, Json.of(known));
    }
}
