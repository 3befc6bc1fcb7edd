package dev.outcrop.schema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;

/** A place in a piece of JSON; made while going down, written out only where something is wrong. */
record Place(@Nullable Place parent, String step) {
    static final Place ROOT = new Place(null, "");

    Place member(String name) {
        return new Place(this, name);
    }

    Place element(int index) {
        return new Place(this, Integer.toString(index));
    }

    /** As a JSON pointer. */
    String pointer() {
        var steps = new ArrayDeque<String>();
        for (Place place = this; place.parent != null; place = place.parent) {
            steps.addFirst("/" + place.step.replace("~", "~0").replace("/", "~1"));
        }
        return String.join("", steps);
    }
}
