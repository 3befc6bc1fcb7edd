package dev.outcrop.local.internal.nativebody;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Validates native bodies of Amazon Nova against their schema. All violations are reported in one
 * message, as Bedrock does (litellm 30314); their wording is that of its schema library, as in
 * litellm 7019, rollwagen/bods 51, ruby_llm 586.
 *
 * @see <a href="https://docs.aws.amazon.com/nova/latest/userguide/complete-request-schema.html">the
 *     complete request schema</a>
 */
public final class NovaBody {
    private static final Set<String> MEMBERS =
            Set.of(
                    "schemaVersion",
                    "messages",
                    "system",
                    "inferenceConfig",
                    "toolConfig",
                    "reasoningConfig",
                    "additionalModelRequestFields",
                    "amazon-bedrock-guardrailConfig");

    private static final Set<String> BLOCKS =
            Set.of(
                    "text",
                    "image",
                    "document",
                    "video",
                    "audio",
                    "toolUse",
                    "toolResult",
                    "cachePoint",
                    "guardContent",
                    "reasoningContent",
                    "citationsContent");

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "maxTokens", "1..",
                    "max_new_tokens", "1..",
                    "temperature", "0..1",
                    "topP", "0..1",
                    "top_p", "0..1",
                    "topK", "0..128",
                    "top_k", "0..128",
                    "stopSequences", "",
                    "reasoningConfig", "");

    private final List<String> violations = new ArrayList<>();

    private NovaBody() {}

    /** Validates a body of a model for conversations. */
    public static void check(Json.Obj body) {
        var check = new NovaBody();
        check.body(body);
        if (!check.violations.isEmpty()) {
            throw ServiceError.validation(
                    "Malformed input request: "
                            + String.join(", ", check.violations)
                            + ", please reformat your input and try again.");
        }
    }

    private void body(Json.Obj body) {
        if (body.get("messages") == null) {
            violations.add("#: required key [messages] not found");
        }
        onlyKnown(body, "#", MEMBERS);
        List<Json> messages = list(body.get("messages"), "#/messages");
        for (int i = 0; i < messages.size(); i++) {
            message(messages.get(i), "#/messages/" + i);
        }
        List<Json> system = list(body.get("system"), "#/system");
        for (int i = 0; i < system.size(); i++) {
            if (system.get(i) instanceof Json.Obj block) {
                onlyKnown(block, "#/system/" + i, Set.of("text", "cachePoint", "guardContent"));
            }
        }
        settings(body.object("inferenceConfig"));
    }

    private void message(Json json, String place) {
        if (!(json instanceof Json.Obj message)) {
            violations.add(place + ": expected type: JSONObject, found: " + type(json));
            return;
        }
        onlyKnown(message, place, Set.of("role", "content"));
        String role = message.string("role");
        if (role == null) {
            violations.add(place + ": required key [role] not found");
        } else if (!role.equals("user") && !role.equals("assistant")) {
            violations.add(place + "/role: " + role + " is not a valid enum value");
        }
        if (message.get("content") == null) {
            violations.add(place + ": required key [content] not found");
            return;
        }
        List<Json> content = list(message.get("content"), place + "/content");
        if (message.get("content") instanceof Json.Arr && content.isEmpty()) {
            violations.add(place + "/content: expected minimum item count: 1, found: 0");
        }
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof Json.Obj block) {
                onlyKnown(block, place + "/content/" + i, BLOCKS);
            }
        }
    }

    private void settings(Json.Obj settings) {
        String place = "#/inferenceConfig";
        onlyKnown(settings, place, SETTINGS.keySet());
        for (var setting : settings.members().entrySet()) {
            String range = SETTINGS.get(setting.getKey());
            if (range != null && range.contains("..")) {
                range(setting.getValue(), place + "/" + setting.getKey(), range);
            }
        }
    }

    private void range(Json value, String place, String range) {
        if (!(value instanceof Json.Num number)) {
            violations.add(place + ": expected type: Number, found: " + type(value));
            return;
        }
        int dots = range.indexOf("..");
        String min = range.substring(0, dots);
        String max = range.substring(dots + 2);
        if (number.doubleValue() < Double.parseDouble(min)) {
            violations.add(place + ": " + number + " is not greater or equal to " + min);
        } else if (!max.isEmpty() && number.doubleValue() > Double.parseDouble(max)) {
            violations.add(place + ": " + number + " is not less or equal to " + max);
        }
    }

    private void onlyKnown(Json.Obj object, String place, Set<String> known) {
        for (String name : object.members().keySet()) {
            if (!known.contains(name)) {
                violations.add(place + ": extraneous key [" + name + "] is not permitted");
            }
        }
    }

    private List<Json> list(@Nullable Json value, String place) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof Json.Arr(List<Json> elements)) {
            return elements;
        }
        violations.add(place + ": expected type: JSONArray, found: " + type(value));
        return List.of();
    }

    private static String type(Json value) {
        return switch (value) {
            case Json.Str text -> "String";
            case Json.Num number -> number.isLong() ? "Integer" : "Double";
            case Json.Bool bool -> "Boolean";
            case Json.Obj object -> "JSONObject";
            case Json.Arr array -> "JSONArray";
            case Json.Null none -> "Null";
        };
    }
}
