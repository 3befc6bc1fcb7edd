package dev.outcrop.internal.extract;

import dev.outcrop.internal.stream.AnswerLimits;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.PartialJson;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/** Finds the JSON in a text while it arrives: the first object or array that fits. */
final class GrowingText {
    private static final int MOST_TRIES = 200;
    private static final long MOST_WORK = 32L << 20;
    private static final String THOUGHT = "<think>";
    private static final String END_OF_THOUGHT = "</think>";

    private final Predicate<Json> fits;
    private final StringBuilder text = new StringBuilder();
    private @Nullable PartialJson json;
    private @Nullable Json found;

    /** Where the text has been read to; where the JSON began that is being read. */
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
     * Takes the next piece.
     *
     * @return how many values of the JSON that is being read have begun or become whole
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

    /** Takes the next piece without looking at it. */
    void note(String piece) {
        text.append(piece);
        read = text.length();
    }

    /** Whether the text has marks that say which JSON is meant, wherever it stands. */
    boolean hasMarks() {
        return text.indexOf("```") >= 0 || text.indexOf(END_OF_THOUGHT) >= 0;
    }

    /** All of the text so far. */
    String text() {
        return text.toString();
    }

    /** What there is of the JSON that is being read, or has been found. */
    @Nullable Json value() {
        return found != null ? found : json == null ? null : json.value();
    }

    boolean isFound() {
        return found != null;
    }

    /** Goes to the next bracket; what stands between {@code <think>} and its end is passed over. */
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
