package dev.outcrop.internal.transport;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of an error in any of the forms that servers use: a text, a list of texts, or objects
 * with a message and the place that it is about.
 */
final class ErrorTexts {
    private static final int MOST = 5;
    private static final String[] NAMES = {"message", "msg", "detail", "error", "title"};

    private ErrorTexts() {}

    /** Returns the text; empty if there is none. */
    static String of(@Nullable Json json) {
        return of(json, 0);
    }

    private static String of(@Nullable Json json, int depth) {
        if (json instanceof Json.Str(String text)) {
            return text;
        }
        if (depth > MOST) {
            return "";
        }
        if (json instanceof Json.Arr(List<Json> elements)) {
            var texts = new ArrayList<String>();
            for (Json element : elements.subList(0, Math.min(MOST, elements.size()))) {
                String text = of(element, depth + 1);
                if (!text.isEmpty()) {
                    texts.add(text);
                }
            }
            return String.join("; ", texts);
        }
        return json instanceof Json.Obj object ? ofObject(object, depth) : "";
    }

    private static String ofObject(Json.Obj object, int depth) {
        for (String name : NAMES) {
            String text = of(object.get(name), depth + 1);
            if (!text.isEmpty()) {
                String place = place(object.array("loc"));
                return place.isEmpty() ? text : place + ": " + text;
            }
        }
        return depth == 0 && !object.isEmpty() ? object.toString() : "";
    }

    /** The path of a validation error, as FastAPI sends it. */
    private static String place(List<Json> path) {
        return path.stream()
                .map(step -> step instanceof Json.Str(String name) ? name : step.toString())
                .collect(Collectors.joining("."));
    }

    /** Returns what the provider behind a gateway said, with its name; empty if nothing. */
    static String ofProvider(Json.Obj metadata) {
        String raw = metadata.string("raw");
        if (raw == null || raw.isBlank()) {
            return "";
        }
        String name = metadata.string("provider_name");
        String said = provided(raw);
        return name == null ? said : name + ": " + said;
    }

    private static String provided(String raw) {
        try {
            VendorError error = VendorError.of(raw);
            if (error != null && !error.message().isEmpty()) {
                return error.message();
            }
            String text = of(Json.parse(raw));
            return text.isEmpty() ? raw : text;
        } catch (JsonException e) {
            return raw;
        }
    }
}
