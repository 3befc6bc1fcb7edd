package dev.outcrop.local.script;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The members of an object in a script, read strictly: an unknown member, or one of another type,
 * is rejected with its position.
 */
record StrictObject(String place, Json.Obj object) {
    static StrictObject of(String place, Json json) {
        if (json instanceof Json.Obj object) {
            return new StrictObject(place, object);
        }
        throw new IllegalArgumentException(place + " must be an object");
    }

    void only(String... names) {
        for (String name : object.members().keySet()) {
            if (!List.of(names).contains(name)) {
                throw wrong(name, "is unknown; known names: " + String.join(", ", names));
            }
        }
    }

    boolean has(String name) {
        return object.get(name) != null;
    }

    @Nullable String text(String name) {
        Json value = object.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Json.Str(String text)) {
            return text;
        }
        throw wrong(name, "must be a string");
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /** Returns one of these words; the first if the member is missing. */
    String oneOf(String name, String... words) {
        String word = text(name, words[0]);
        if (!List.of(words).contains(word)) {
            throw wrong(name, "is none of " + String.join(", ", words));
        }
        return word;
    }

    int number(String name, int otherwise, int least) {
        Json value = object.get(name);
        if (value == null) {
            return otherwise;
        }
        long number = value instanceof Json.Num ? object.integer(name, Long.MIN_VALUE) : least - 1L;
        if (number < least || number > Integer.MAX_VALUE) {
            throw wrong(name, "must be a whole number of at least " + least);
        }
        return (int) number;
    }

    StrictObject inside(String name) {
        return of(placeOf(name), object.object(name));
    }

    IllegalArgumentException wrong(String name, String why) {
        return new IllegalArgumentException(placeOf(name) + " " + why);
    }

    private String placeOf(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }
}
