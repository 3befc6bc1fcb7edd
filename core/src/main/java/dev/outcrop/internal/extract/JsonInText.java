package dev.outcrop.internal.extract;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.JsonReader;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the JSON in a text that was written by a model. */
public final class JsonInText {
    /** Nothing is given back, or a line of blanks would be cut in two at each of them. */
    private static final Pattern FENCE =
            Pattern.compile(
                    "```[ \\t]*+([a-zA-Z0-9]*+)[ \\t]*+\\R(.*?)(?:```|\\z)", Pattern.DOTALL);

    /** A text full of brackets must not be read from each of them. */
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
     * The JSON of a text: all of it; else what stands between {@code ```} and {@code ```}, a block
     * that says {@code json} before others; else the first object or array that stands in it.
     *
     * @throws JsonException if there is none
     */
    public static Json find(String text) {
        return find(text, json -> true);
    }

    /**
     * The first JSON of a text that fits, of those that {@link #find(String)} looks at; what was
     * thought before, to {@code </think>}, comes last. If none fits, the longest. What stands
     * within another JSON is not looked at, nor more than 200 of them.
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
                return null; // it goes to the end: what follows stands in it, and is a part only
            }
            i += json == null ? 1 : (int) end;
        }
        return null;
    }

    /** Notes a JSON, and gives it back if it fits. */
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

    /** The value that a text begins with, whatever follows. */
    private static @Nullable Json begun(JsonReader reader) {
        try {
            return reader.value();
        } catch (JsonException e) {
            return null;
        }
    }
}
