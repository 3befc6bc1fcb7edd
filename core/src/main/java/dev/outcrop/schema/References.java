package dev.outcrop.schema;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Follows a schema's references within it. */
final class References {
    private References() {}

    /** What a reference such as {@code #/$defs/Person} leads to, or null where it leads nowhere. */
    static Json.@Nullable Obj resolve(Json.Obj root, String reference) {
        if (!reference.startsWith("#")) {
            return null;
        }
        Json place = root;
        for (String step : reference.substring(1).split("/", -1)) {
            if (!step.isEmpty()) {
                place = step(place, step.replace("~1", "/").replace("~0", "~"));
            }
        }
        return place instanceof Json.Obj schema ? schema : null;
    }

    private static @Nullable Json step(@Nullable Json place, String name) {
        return switch (place) {
            case Json.Obj object -> object.get(name);
            case Json.Arr(List<Json> elements) when name.matches("\\d{1,6}") ->
                    Integer.parseInt(name) < elements.size()
                            ? elements.get(Integer.parseInt(name))
                            : null;
            case null, default -> null;
        };
    }
}
