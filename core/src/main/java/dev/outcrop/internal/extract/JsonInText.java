package dev.outcrop.internal.extract;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.JsonReader;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the JSON in a text written by a model. */
public final class JsonInText {
    /** Without backtracking, which would split a line of blanks at each of them. */
    private static final Pattern FENCE =
            Pattern.compile(
                    "```[ \\t]*+([a-zA-Z0-9]*+)[ \\t]*+\\R(.*?)(?:```|\\z)", Pattern.DOTALL);

    /** A text full of brackets must not be parsed from each of them. */
    private static final int MOST_TRIES = 200;

    private static final long MOST_WORK = 32L << 20;

    private static final String END_OF_THOUGHT = "</think>";

    private final Predicate<Json> fits;
    private @Nullable Json longest;
    private long length;
    private int tries;
    private long work;

    private JsonInText(Predicate<Json> fits) {
        this.fits = fits;
    }

    /**
     * Returns the JSON of a text: the whole text; else the content of a code fence ({@code ```}),
     * those marked {@code json} first; else the first object or array in the text.
     *
     * @throws JsonException if there is none
     */
    public static Json find(String text) {
        return find(text, json -> true);
    }

    /**
     * Returns the first JSON of a text that fits, among the candidates of {@link #find(String)};
     * those in the thinking, up to {@code </think>}, come last. If none fits, the longest. JSON
     * within other JSON is not a candidate, and at most 200 candidates are tried.
     *
     * @throws JsonException if there is none
     */
    public static Json find(String text, Predicate<Json> fits) {
        var search = new JsonInText(fits);
        Json fitting = search.fitting(text.strip());
        if (fitting != null) {
            return fitting;
        }
        if (search.longest == null) {
            throw new JsonException("there is no JSON in this text");
        }
        return search.longest;
    }

    private @Nullable Json fitting(String text) {
        Json fitting = taken(parsed(text), text.length());
        int thought = text.lastIndexOf(END_OF_THOUGHT);
        if (fitting == null && thought >= 0) {
            fitting = within(text.substring(thought + END_OF_THOUGHT.length()).strip());
        }
        return fitting == null ? within(text) : fitting;
    }

    private @Nullable Json within(String text) {
        Json fitting = fenced(text, true);
        if (fitting == null) {
            fitting = fenced(text, false);
        }
        return fitting == null ? unfenced(text) : fitting;
    }

    private @Nullable Json fenced(String text, boolean asJson) {
        Matcher fence = FENCE.matcher(text);
        while (fence.find()) {
            if (fence.group(1).equalsIgnoreCase("json") == asJson) {
                String inside = fence.group(2).strip();
                Json fitting = taken(parsed(inside), inside.length());
                if (fitting != null) {
                    return fitting;
                }
            }
        }
        return null;
    }

    private @Nullable Json unfenced(String text) {
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            if (c != '{' && c != '[') {
                i++;
                continue;
            }
            if (!mayTry()) {
                return null;
            }
            JsonReader reader = JsonReader.of(text.substring(i), Json.Limits.DEFAULT);
            Json json = begun(reader);
            long end = reader.offset();
            work += end;
            Json fitting = taken(json, end);
            if (fitting != null) {
                return fitting;
            }
            if (json == null && c == '{' && i + end >= text.length()) {
                return null; // it extends to the end: what follows is inside it, and only a part
            }
            i += json == null ? 1 : (int) end;
        }
        return null;
    }

    /** Records a candidate, and returns it if it fits. */
    private @Nullable Json taken(@Nullable Json json, long itsLength) {
        if (json == null) {
            return null;
        }
        if (longest == null || itsLength > length) {
            longest = json;
            length = itsLength;
        }
        return fits.test(json) ? json : null;
    }

    private boolean mayTry() {
        return ++tries <= MOST_TRIES && work <= MOST_WORK;
    }

    private @Nullable Json parsed(String text) {
        if (!mayTry()) {
            return null;
        }
        work += text.length();
        try {
            return Json.parse(text);
        } catch (JsonException e) {
            return null;
        }
    }

    /** The value at the beginning of a text, whatever follows. */
    private static @Nullable Json begun(JsonReader reader) {
        try {
            return reader.value();
        } catch (JsonException e) {
            return null;
        }
    }
}
