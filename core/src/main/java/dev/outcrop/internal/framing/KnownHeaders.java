package dev.outcrop.internal.framing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The names and values of Bedrock's frame headers, found by their bytes, so that an ordinary frame
 * allocates no new string.
 */
final class KnownHeaders {
    static final String MESSAGE_TYPE = ":message-type";
    static final String EVENT_TYPE = ":event-type";
    static final String EXCEPTION_TYPE = ":exception-type";
    static final String CONTENT_TYPE = ":content-type";
    static final String ERROR_CODE = ":error-code";
    static final String ERROR_MESSAGE = ":error-message";

    static final String EVENT = "event";
    static final String EXCEPTION = "exception";
    static final String ERROR = "error";

    private static final class Word {
        final String text;
        final byte[] bytes;

        Word(String text) {
            this.text = text;
            this.bytes = text.getBytes(US_ASCII);
        }
    }

    private static final List<List<Word>> BY_LENGTH =
            byLength(
                    MESSAGE_TYPE,
                    EVENT_TYPE,
                    EXCEPTION_TYPE,
                    CONTENT_TYPE,
                    ERROR_CODE,
                    ERROR_MESSAGE,
                    EVENT,
                    EXCEPTION,
                    ERROR,
                    "application/json",
                    "messageStart",
                    "contentBlockStart",
                    "contentBlockDelta",
                    "contentBlockStop",
                    "messageStop",
                    "metadata",
                    "chunk",
                    "internalServerException",
                    "modelStreamErrorException",
                    "modelTimeoutException",
                    "serviceUnavailableException",
                    "throttlingException",
                    "validationException");

    private KnownHeaders() {}

    /** Returns the name or value with those bytes, or null if it is none of these. */
    static @Nullable String of(byte[] bytes, int from, int length) {
        if (length >= BY_LENGTH.size()) {
            return null;
        }
        List<Word> words = BY_LENGTH.get(length);
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (Arrays.equals(word.bytes, 0, length, bytes, from, from + length)) {
                return word.text;
            }
        }
        return null;
    }

    private static List<List<Word>> byLength(String... words) {
        var lists = new ArrayList<List<Word>>();
        for (String word : words) {
            while (lists.size() <= word.length()) {
                lists.add(new ArrayList<>());
            }
            lists.get(word.length()).add(new Word(word));
        }
        return lists;
    }
}
