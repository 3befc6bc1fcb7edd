package dev.outcrop.it.servers;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answers of a stub: a tool call if it may, JSON if it must, else a greeting. */
final class StubAnswer {
    private StubAnswer() {}

    static Json.Obj whole(StubServer kind, Json.Obj body) {
        Json.Obj message = message(kind, body);
        String reason = message.array("tool_calls").isEmpty() ? "stop" : "tool_calls";
        Json.Obj choice =
                Json.EMPTY
                        .with("index", Json.of(0))
                        .with("message", message)
                        .with("finish_reason", Json.of(reason));
        return head(kind).with("choices", Json.array(choice)).with("usage", usage(kind));
    }

    private static Json.Obj head(StubServer kind) {
        Json.Obj head = Json.EMPTY.with("id", Json.of("x")).with("model", Json.of("m/1"));
        return kind == StubServer.PERPLEXITY
                ? head.with("citations", Json.array(Json.of("https://example.com/source")))
                : head;
    }

    private static Json.Obj usage(StubServer kind) {
        Json.Obj usage =
                Json.EMPTY
                        .with("prompt_tokens", Json.of(7))
                        .with("completion_tokens", Json.of(3))
                        .with("total_tokens", Json.of(10));
        return switch (kind) {
            case OPEN_ROUTER -> usage.with("cost", Json.parse("0.00014"));
            case PERPLEXITY ->
                    usage.with("cost", Json.EMPTY.with("total_cost", Json.parse("0.006")));
            default -> usage;
        };
    }

    private static Json.Obj message(StubServer kind, Json.Obj body) {
        Json.Obj message = Json.EMPTY.with("role", Json.of("assistant"));
        List<Json> tools = body.array("tools");
        Json choice = body.get("tool_choice");
        boolean forced = choice instanceof Json.Obj || Json.of("required").equals(choice);
        boolean mayCall = forced ? kind.forcesTools() : !hasResults(body);
        if (!tools.isEmpty() && mayCall && !Json.of("none").equals(choice)) {
            Json.Obj function = ((Json.Obj) tools.getFirst()).object("function");
            Json.Obj call =
                    Json.EMPTY
                            .with("id", Json.of("abc123DEF"))
                            .with("type", Json.of("function"))
                            .with(
                                    "function",
                                    Json.EMPTY
                                            .with("name", Json.of(function.string("name")))
                                            .with(
                                                    "arguments",
                                                    Json.of(value(function.object("parameters")))));
            return message.with("content", Json.NULL).with("tool_calls", Json.array(call));
        }
        Json.Obj schema = body.object("response_format").object("json_schema").object("schema");
        return message.with("content", Json.of(schema.isEmpty() ? "Hello." : value(schema)));
    }

    private static boolean hasResults(Json.Obj body) {
        return body.array("messages").stream()
                .anyMatch(message -> "tool".equals(((Json.Obj) message).string("role")));
    }

    /** JSON of a schema whose members are texts. */
    private static String value(Json.Obj schema) {
        Map<String, Json> value = new LinkedHashMap<>();
        schema.object("properties").members().keySet().forEach(n -> value.put(n, Json.of("Bern")));
        return new Json.Obj(value).toString();
    }

    static String streamed(StubServer kind, Json.Obj body) {
        Json.Obj whole = whole(kind, body);
        Json.Obj choice = (Json.Obj) whole.array("choices").getFirst();
        Json.Obj message = choice.object("message");
        var events = new StringBuilder(": OPENROUTER PROCESSING\n\n");
        for (Json.Obj delta : deltas(message)) {
            Json.Obj one = Json.EMPTY.with("index", Json.of(0)).with("delta", delta);
            event(events, whole.without("usage", "choices").with("choices", Json.array(one)));
        }
        Json.Obj end = choice.without("message").with("delta", Json.EMPTY);
        event(events, whole.without("usage").with("choices", Json.array(end)));
        boolean counts = kind == StubServer.MISTRAL || kind == StubServer.DATABRICKS;
        if (counts || body.object("stream_options").get("include_usage") != null) {
            event(events, whole.with("choices", new Json.Arr(List.of())));
        }
        return events.append("data: [DONE]\n\n").toString();
    }

    private static List<Json.Obj> deltas(Json.Obj message) {
        var deltas = new ArrayList<Json.Obj>();
        if (message.get("content") instanceof Json.Str(String text)) {
            int half = text.length() / 2;
            deltas.add(
                    Json.EMPTY
                            .with("role", Json.of("assistant"))
                            .with("content", Json.of(text.substring(0, half))));
            deltas.add(Json.EMPTY.with("content", Json.of(text.substring(half))));
        } else {
            deltas.add(message.without("content"));
        }
        return deltas;
    }

    private static void event(StringBuilder events, Json.Obj chunk) {
        events.append("data: ").append(chunk).append("\n\n");
    }
}
