package dev.outcrop.it.servers;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of servers for the body of a request. */
final class StubValidation {
    private StubValidation() {}

    /** Why the server refuses the body; null if it accepts it. */
    static @Nullable String fault(StubServer kind, Json.Obj body) {
        for (String field : body.members().keySet()) {
            if (!kind.accepts(field)) {
                return "Unknown parameter: '" + field + "'.";
            }
        }
        if (body.get("temperature") instanceof Json.Num given
                && given.doubleValue() > kind.maxTemperature) {
            return "temperature must be at most " + kind.maxTemperature;
        }
        if (!kind.hasSchemas() && body.get("response_format") != null) {
            return "This response_format type is unavailable now";
        }
        if (kind == StubServer.LM_STUDIO && body.get("tool_choice") instanceof Json.Obj) {
            return "Invalid tool_choice type: 'object'. Supported string values: none, auto,"
                    + " required";
        }
        String tool = tools(kind, body);
        return tool != null ? tool : messages(kind, body.array("messages"));
    }

    private static @Nullable String tools(StubServer kind, Json.Obj body) {
        for (Json tool : body.array("tools")) {
            boolean strict = ((Json.Obj) tool).object("function").get("strict") != null;
            if (strict
                    && List.of(
                                    StubServer.DATABRICKS,
                                    StubServer.GEMINI,
                                    StubServer.GROQ,
                                    StubServer.VLLM)
                            .contains(kind)) {
                return "Unknown name \"strict\" at 'tools[0].function'";
            }
        }
        return null;
    }

    private static @Nullable String messages(StubServer kind, List<Json> messages) {
        Map<String, String> calls = new HashMap<>();
        String before = "";
        for (Json element : messages) {
            Json.Obj message = (Json.Obj) element;
            String role = String.valueOf(message.string("role"));
            Json content = message.get("content");
            if (content == null) {
                return "messages: missing field `content`";
            }
            if (content instanceof Json.Null
                    && (message.array("tool_calls").isEmpty() || kind == StubServer.CLOUDFLARE)) {
                return "Type mismatch of '/messages/content', 'null' not in 'string'";
            }
            if (content instanceof Json.Arr
                    && (kind == StubServer.CLOUDFLARE || kind == StubServer.DEEPSEEK)) {
                return "messages: invalid type: sequence, expected a string";
            }
            if (kind == StubServer.PERPLEXITY && role.equals(before)) {
                return "After the (optional) system message(s), user and assistant roles should be"
                        + " alternating.";
            }
            if (kind == StubServer.MISTRAL && before.equals("tool") && role.equals("user")) {
                return "Unexpected role 'user' after role 'tool'";
            }
            String fault = calls(kind, message, calls);
            if (fault != null) {
                return fault;
            }
            before = role;
        }
        return null;
    }

    private static @Nullable String calls(
            StubServer kind, Json.Obj message, Map<String, String> calls) {
        for (Json element : message.array("tool_calls")) {
            Json.Obj call = (Json.Obj) element;
            String id = String.valueOf(call.string("id"));
            if (kind == StubServer.MISTRAL && !id.matches("[a-zA-Z0-9]{9}")) {
                return "Tool call id was " + id + " but must be a-z, A-Z, 0-9, with a length of 9.";
            }
            calls.put(id, String.valueOf(call.object("function").string("name")));
        }
        if (!"tool".equals(message.string("role"))) {
            return null;
        }
        if (!kind.hasTools()) {
            return "role: Input should be 'system', 'user' or 'assistant'";
        }
        String name = calls.get(String.valueOf(message.string("tool_call_id")));
        if (name == null) {
            return "there is no such call: " + message;
        }
        return kind == StubServer.GEMINI && !name.equals(message.string("name"))
                ? "function_response.name: Name cannot be empty."
                : null;
    }
}
