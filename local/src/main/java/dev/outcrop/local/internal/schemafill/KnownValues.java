package dev.outcrop.local.internal.schemafill;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The values that tool results contain, by name. For one thread. */
public final class KnownValues {
    private static final int MOST = 500;
    private static final int DEEPEST = 8;
    private static final int LONGEST = 100_000;

    private final Map<String, Json> values = new LinkedHashMap<>();

    /** Adds the values in JSON, or in a text that is JSON; the first of a name is kept. */
    public void add(Json result) {
        Json json = result instanceof Json.Str(String text) ? parsed(text) : result;
        add(json, 0);
    }

    private static Json parsed(String text) {
        String tidy = text.strip();
        if (tidy.length() > LONGEST || !(tidy.startsWith("{") || tidy.startsWith("["))) {
            return Json.NULL;
        }
        try {
            return Json.parse(tidy);
        } catch (JsonException e) {
            return Json.NULL;
        }
    }

    private void add(Json json, int depth) {
        if (depth > DEEPEST || values.size() >= MOST) {
            return;
        }
        if (json instanceof Json.Arr(List<Json> elements)) {
            elements.stream().limit(MOST).forEach(element -> add(element, depth + 1));
        }
        if (json instanceof Json.Obj object) {
            object.members().forEach((name, value) -> member(name, value, depth));
        }
    }

    private void member(String name, Json value, int depth) {
        switch (value) {
            case Json.Str text -> put(name, text);
            case Json.Num number -> put(name, number);
            default -> add(value, depth + 1);
        }
    }

    private void put(String name, Json value) {
        if (values.size() < MOST) {
            values.putIfAbsent(key(name), value);
        }
    }

    /** Returns the values, each under its {@link #key}. */
    public Json.Obj values() {
        return new Json.Obj(values);
    }

    /** Returns a name without case and separators; {@code lat} is {@code latitude}. */
    public static String key(String name) {
        String key = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]", "");
        return switch (key) {
            case "lat" -> "latitude";
            case "lon", "lng", "long" -> "longitude";
            case "tz", "timezoneid" -> "timezone";
            default -> key;
        };
    }
}
