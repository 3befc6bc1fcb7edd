package dev.outcrop.message;

import java.util.Base64;
import java.util.Objects;

/**
 * Bytes of a picture, a document, a sound. Kept in the base64 form of the wire, because each turn
 * of a conversation sends them again.
 *
 * @param base64 standard base64 with padding, as Bedrock sends and takes it
 */
public record Blob(String base64) {
    public Blob {
        Objects.requireNonNull(base64, "base64");
    }

    public static Blob of(byte[] bytes) {
        return new Blob(Base64.getEncoder().encodeToString(bytes));
    }

    /**
     * A fresh copy of the bytes.
     *
     * @throws IllegalArgumentException if what was given as base64 is not
     */
    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }

    /** How many bytes there are. */
    public int size() {
        int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
        return base64.length() / 4 * 3 - padding;
    }

    /** The size; never the bytes. */
    @Override
    public String toString() {
        return "Blob[" + size() + " bytes]";
    }
}
