package dev.outcrop.internal.schema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;

/** A position in JSON; built while descending, written out only for an error. */
public record JsonPointer(@Nullable JsonPointer parent, String step) {
    public static final JsonPointer ROOT = new JsonPointer(null, "");

    public JsonPointer member(String name) {
        return new JsonPointer(this, name);
    }

    public JsonPointer element(int index) {
        return new JsonPointer(this, Integer.toString(index));
    }

    /** Returns it as a JSON pointer. */
    public String pointer() {
        var steps = new ArrayDeque<String>();
        for (JsonPointer place = this; place.parent != null; place = place.parent) {
            steps.addFirst("/" + place.step.replace("~", "~0").replace("/", "~1"));
        }
        return String.join("", steps);
    }
}
