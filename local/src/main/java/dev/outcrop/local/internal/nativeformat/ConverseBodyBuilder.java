package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a body of Converse from bodies of other formats. */
final class ConverseBodyBuilder {
    private final Map<String, Json> inference = new LinkedHashMap<>();
    private final List<Json> system = new ArrayList<>();
    private final List<Json> messages = new ArrayList<>();
    private Json.Obj rest = Json.EMPTY;

    static Json.Obj text(String text) {
        return Json.EMPTY.with("text", Json.of(text));
    }

    /** Returns the text of a required member. */
    static String required(Json.Obj body, String member) {
        String text = body.string(member);
        if (text == null) {
            throw malformed("#: required key [" + member + "] not found");
        }
        return text;
    }

    static ServiceError malformed(String what) {
        return ServiceError.validation(
                "Malformed input request: " + what + ", please reformat your input and try again.");
    }

    /** Copies a setting, if it exists, under Converse's name. */
    ConverseBodyBuilder setting(String name, @Nullable Json value) {
        if (value != null && !(value instanceof Json.Null)) {
            inference.put(name, value);
        }
        return this;
    }

    ConverseBodyBuilder system(Json block) {
        system.add(block);
        return this;
    }

    /** Adds a message; its content is added to the previous message if that has the same role. */
    ConverseBodyBuilder message(String role, List<Json> content) {
        if (!messages.isEmpty()
                && messages.getLast() instanceof Json.Obj last
                && role.equals(last.string("role"))) {
            var joined = new ArrayList<>(last.array("content"));
            joined.addAll(content);
            messages.set(messages.size() - 1, last.with("content", new Json.Arr(joined)));
        } else {
            messages.add(
                    Json.EMPTY.with("role", Json.of(role)).with("content", new Json.Arr(content)));
        }
        return this;
    }

    ConverseBodyBuilder with(String member, Json value) {
        rest = rest.with(member, value);
        return this;
    }

    Json.Obj converse() {
        Json.Obj body = Json.EMPTY.with("messages", new Json.Arr(messages));
        if (!system.isEmpty()) {
            body = body.with("system", new Json.Arr(system));
        }
        if (!inference.isEmpty()) {
            body = body.with("inferenceConfig", new Json.Obj(inference));
        }
        return body.merged(rest);
    }
}
