package dev.outcrop.local.recording;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The differences between two JSON values, by position. */
final class JsonDiff {
    private static final int LONGEST_VALUE = 60;
    private static final int MOST_COUNTED = 1_000;

    private final List<String> places = new ArrayList<>();

    private JsonDiff() {}

    /**
     * Returns one line for each difference: {@code messages.0.role: recorded "user", asked
     * "assistant"}.
     */
    static List<String> between(Json recorded, Json asked) {
        var difference = new JsonDiff();
        difference.compare("", recorded, asked);
        return difference.places;
    }

    private void compare(String place, Json recorded, Json asked) {
        if (places.size() >= MOST_COUNTED || recorded.equals(asked)) {
            return;
        }
        if (recorded instanceof Json.Obj one && asked instanceof Json.Obj other) {
            Set<String> names = new LinkedHashSet<>(one.members().keySet());
            names.addAll(other.members().keySet());
            for (String name : names) {
                member(place.isEmpty() ? name : place + "." + name, one.get(name), other.get(name));
            }
        } else if (recorded instanceof Json.Arr(List<Json> one)
                && asked instanceof Json.Arr(List<Json> other)) {
            for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
                member(
                        place.isEmpty() ? "" + i : place + "." + i,
                        i < one.size() ? one.get(i) : null,
                        i < other.size() ? other.get(i) : null);
            }
        } else {
            places.add(place + ": recorded " + shown(recorded) + ", requested " + shown(asked));
        }
    }

    private void member(String place, @Nullable Json recorded, @Nullable Json asked) {
        if (recorded == null && asked != null) {
            places.add(place + ": only in the request: " + shown(asked));
        } else if (asked == null && recorded != null) {
            places.add(place + ": only in the recording: " + shown(recorded));
        } else if (asked != null && recorded != null) {
            compare(place, recorded, asked);
        }
    }

    private static String shown(Json value) {
        String text = value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
