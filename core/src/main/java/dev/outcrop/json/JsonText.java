package dev.outcrop.json;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the JSON in a text that was written by a model. */
public final class JsonText {
    /** Nothing is given back, or a line of blanks would be cut in two at each of them. */
    private static final Pattern FENCE =
            Pattern.compile(
                    "```[ \\t]*+([a-zA-Z0-9]*+)[ \\t]*+\\R(.*?)(?:```|\\z)", Pattern.DOTALL);

    /** A text full of brackets must not be read from each of them. */
    private static final int MOST_TRIES = 100;

    private JsonText() {}

    /**
     * The JSON of a text: all of it; else what stands between {@code ```} and {@code ```}, a block
     * that says {@code json} before others; else the first object or array that stands in it.
     *
     * @throws JsonException if there is none
     */
    public static Json find(String text) {
        Json all = parsed(text.strip());
        if (all != null) {
            return all;
        }
        Json fenced = fenced(text);
        if (fenced != null) {
            return fenced;
        }
        Json within = within(text);
        if (within != null) {
            return within;
        }
        throw new JsonException("there is no JSON in this text");
    }

    private static @Nullable Json fenced(String text) {
        Json other = null;
        Matcher fence = FENCE.matcher(text);
        while (fence.find()) {
            Json json = parsed(fence.group(2).strip());
            if (json != null && fence.group(1).equalsIgnoreCase("json")) {
                return json;
            }
            other = other == null ? json : other;
        }
        return other;
    }

    private static @Nullable Json within(String text) {
        int tries = 0;
        for (int i = 0; i < text.length() && tries < MOST_TRIES; i++) {
            if (text.charAt(i) == '{' || text.charAt(i) == '[') {
                tries++;
                Json json = begun(text.substring(i));
                if (json != null) {
                    return json;
                }
            }
        }
        return null;
    }

    private static @Nullable Json parsed(String text) {
        try {
            return Json.parse(text);
        } catch (JsonException e) {
            return null;
        }
    }

    /** The value that a text begins with, whatever follows. */
    private static @Nullable Json begun(String text) {
        try {
            return JsonReader.of(text, JsonLimits.DEFAULT).value();
        } catch (JsonException e) {
            return null;
        }
    }
}
