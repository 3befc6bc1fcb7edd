package dev.outcrop.local.engine;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.local.wire.ServiceError;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converts a request of Converse to chat completions. */
final class ChatRequest {
    private ChatRequest() {}

    static Json.Obj of(String model, Json.Obj body) {
        Map<String, Json> request = new LinkedHashMap<>();
        request.put("model", Json.of(model));
        request.put("messages", new Json.Arr(ChatMessages.of(body)));
        request.put("stream", Json.of(true));
        request.put("stream_options", Json.EMPTY.with("include_usage", Json.of(true)));
        Json.Obj limits = body.object("inferenceConfig");
        copy(limits, "maxTokens", request, "max_tokens");
        copy(limits, "temperature", request, "temperature");
        copy(limits, "topP", request, "top_p");
        if (!limits.array("stopSequences").isEmpty()) {
            copy(limits, "stopSequences", request, "stop");
        }
        tools(body.object("toolConfig"), request);
        format(body.object("outputConfig"), request);
        return new Json.Obj(request).merged(body.object("additionalModelRequestFields"));
    }

    private static void copy(Json.Obj from, String name, Map<String, Json> to, String as) {
        Json value = from.get(name);
        if (value != null) {
            to.put(as, value);
        }
    }

    private static void tools(Json.Obj config, Map<String, Json> request) {
        List<Json> tools = new ArrayList<>();
        for (Json tool : config.array("tools")) {
            if (tool instanceof Json.Obj object
                    && object.get("toolSpec") instanceof Json.Obj spec) {
                Map<String, Json> function = new LinkedHashMap<>();
                copy(spec, "name", function, "name");
                copy(spec, "description", function, "description");
                copy(spec.object("inputSchema"), "json", function, "parameters");
                copy(spec, "strict", function, "strict");
                tools.add(function(function));
            }
        }
        if (tools.isEmpty()) {
            return;
        }
        request.put("tools", new Json.Arr(tools));
        Json.Obj choice = config.object("toolChoice");
        String named = choice.object("tool").string("name");
        if (named != null) {
            request.put("tool_choice", function(Map.of("name", Json.of(named))));
        } else if (choice.get("any") != null) {
            request.put("tool_choice", Json.of("required"));
        } else if (choice.get("auto") != null) {
            request.put("tool_choice", Json.of("auto"));
        }
    }

    private static Json function(Map<String, Json> function) {
        return Json.EMPTY
                .with("type", Json.of("function"))
                .with("function", new Json.Obj(function));
    }

    private static void format(Json.Obj config, Map<String, Json> request) {
        Json.Obj wanted = config.object("textFormat").object("structure").object("jsonSchema");
        if (wanted.get("schema") instanceof Json.Str(String schema)) {
            String name = wanted.string("name");
            Json.Obj inside =
                    Json.EMPTY
                            .with("name", Json.of(name == null ? "answer" : name))
                            .with("schema", parsed(schema))
                            .with("strict", Json.of(true));
            request.put(
                    "response_format",
                    Json.EMPTY.with("type", Json.of("json_schema")).with("json_schema", inside));
        }
    }

    private static Json parsed(String schema) {
        try {
            return Json.parse(schema);
        } catch (JsonException e) {
            throw ServiceError.validation("The schema of outputConfig is not JSON.");
        }
    }
}
