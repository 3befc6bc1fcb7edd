package dev.outcrop.local.recording;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The differences between two JSON values, by JSON pointer. Of long texts, the part around the
 * first difference is shown.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a>
 */
final class JsonDiff {
    private static final int LONGEST_VALUE = 60;
    private static final int BEFORE_THE_DIFFERENCE = 20;
    private static final int MOST_COUNTED = 1_000;

    private final List<String> places = new ArrayList<>();

    private JsonDiff() {}

    /**
     * Returns one line for each difference: {@code /messages/0/role: recorded "user", requested
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
                member(place + "/" + escaped(name), one.get(name), other.get(name));
            }
        } else if (recorded instanceof Json.Arr(List<Json> one)
                && asked instanceof Json.Arr(List<Json> other)) {
            for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
                member(
                        place + "/" + i,
                        i < one.size() ? one.get(i) : null,
                        i < other.size() ? other.get(i) : null);
            }
        } else {
            int start = start(recorded.toString(), asked.toString());
            places.add(
                    (place.isEmpty() ? "the body" : place)
                            + ": recorded "
                            + shown(recorded, start)
                            + ", requested "
                            + shown(asked, start));
        }
    }

    /** Where to begin to show two values, so that their first difference is shown. */
    private static int start(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length())
                && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same < LONGEST_VALUE - BEFORE_THE_DIFFERENCE ? 0 : same - BEFORE_THE_DIFFERENCE;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private void member(String place, @Nullable Json recorded, @Nullable Json asked) {
        if (recorded == null && asked != null) {
            places.add(place + ": only in the request: " + shown(asked, 0));
        } else if (asked == null && recorded != null) {
            places.add(place + ": only in the recording: " + shown(recorded, 0));
        } else if (asked != null && recorded != null) {
            compare(place, recorded, asked);
        }
    }

    private static String shown(Json value, int start) {
        String text = value.toString();
        int end = Math.min(text.length(), start + LONGEST_VALUE);
        return (start == 0 ? "" : "…")
                + text.substring(Math.min(start, end), end)
                + (end == text.length() ? "" : "…");
    }
}
