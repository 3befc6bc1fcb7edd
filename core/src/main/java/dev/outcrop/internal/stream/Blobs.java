package dev.outcrop.internal.stream;

import dev.outcrop.json.JsonException;
import dev.outcrop.message.Source.Blob;

/** Reads blobs from untrusted input. */
public final class Blobs {
    private Blobs() {}

    /**
     * Reads base64.
     *
     * @param what its name in the error message
     * @throws JsonException if it is not base64
     */
    public static Blob read(String base64, String what) {
        try {
            return new Blob(base64);
        } catch (IllegalArgumentException e) {
            throw new JsonException(what + ": " + e.getMessage(), e);
        }
    }
}
