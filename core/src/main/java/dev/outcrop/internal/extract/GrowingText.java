package dev.outcrop.internal.extract;

import dev.outcrop.internal.stream.AnswerLimits;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.PartialJson;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/** Finds JSON in a text while it arrives: the first object or array that fits. */
final class GrowingText {
    private static final int MOST_TRIES = 200;
    private static final long MOST_WORK = 32L << 20;
    private static final String THOUGHT = "<think>";
    private static final String END_OF_THOUGHT = "</think>";

    private final Predicate<Json> fits;
    private final StringBuilder text = new StringBuilder();
    private @Nullable PartialJson json;
    private @Nullable Json found;

    /** The current position in the text, and the beginning of the current JSON. */
    private int read;

    private int begin;
    private boolean thinking;
    private int tries;
    private long work;
    private long count;

    GrowingText(Predicate<Json> fits) {
        this.fits = fits;
    }

    /**
     * Appends the next piece.
     *
     * @return how many values of the current JSON have begun or become complete
     */
    long append(String piece) {
        text.append(piece);
        while (found == null && read < text.length() && tries <= MOST_TRIES && work <= MOST_WORK) {
            if (json != null) {
                grow(json);
            } else if (!begin()) {
                break;
            }
        }
        return count;
    }

    /** Appends the next piece without parsing it. */
    void note(String piece) {
        text.append(piece);
        read = text.length();
    }

    /** Whether the text has marks that select the JSON, at any position. */
    boolean hasMarks() {
        return text.indexOf("```") >= 0 || text.indexOf(END_OF_THOUGHT) >= 0;
    }

    /** All of the text so far. */
    String text() {
        return text.toString();
    }

    /** The current or the found JSON, as far as it has arrived. */
    @Nullable Json value() {
        return found != null ? found : json == null ? null : json.value();
    }

    boolean isFound() {
        return found != null;
    }

    /** Moves to the next bracket; text from {@code <think>} to its end is skipped. */
    private boolean begin() {
        while (read < text.length()) {
            if (thinking) {
                int end = text.indexOf(END_OF_THOUGHT, read);
                if (end < 0) {
                    read = Math.max(read, text.length() - END_OF_THOUGHT.length());
                    return false;
                }
                read = end + END_OF_THOUGHT.length();
                thinking = false;
            } else if (text.charAt(read) == '{' || text.charAt(read) == '[') {
                begin = read;
                count = 0;
                tries++;
                json = new PartialJson(AnswerLimits.JSON);
                return true;
            } else if (text.charAt(read) == '<') {
                int end = Math.min(text.length(), read + THOUGHT.length());
                String mark = text.substring(read, end);
                thinking = mark.equals(THOUGHT);
                if (!thinking && THOUGHT.startsWith(mark)) {
                    return false;
                }
                read += thinking ? mark.length() : 1;
            } else {
                read++;
            }
        }
        return false;
    }

    /** Reads to the next bracket that may end the JSON, or to the end of the text. */
    private void grow(PartialJson growing) {
        int end = read;
        while (end < text.length() && text.charAt(end) != '}' && text.charAt(end) != ']') {
            end++;
        }
        end = Math.min(text.length(), end + 1);
        work += end - read;
        try {
            count = growing.append(text.substring(read, end));
            read = end;
        } catch (JsonException e) {
            read = begin + 1;
            json = null;
            return;
        }
        if (growing.isWhole()) {
            Json whole = growing.value();
            json = null;
            if (whole != null && fits.test(whole)) {
                found = whole;
            }
        }
    }
}
