package dev.outcrop.message;

import java.util.Base64;
import java.util.Objects;

/**
 * The bytes of an image, a document or an audio file. Stored as base64, because each turn of a
 * conversation sends them again.
 *
 * @param base64 standard base64 with padding, as in Bedrock's API
 */
public record Blob(String base64) {
    /**
     * Creates a blob of base64 text.
     *
     * @throws IllegalArgumentException if it is not base64; the message says where
     */
    public Blob {
        Objects.requireNonNull(base64, "base64");
        Base64Text.require(base64);
    }

    public static Blob of(byte[] bytes) {
        return new Blob(Base64.getEncoder().encodeToString(bytes));
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }

    /** Returns the number of bytes. */
    public int size() {
        return Base64Text.size(base64);
    }

    /** Returns the size, never the bytes. */
    @Override
    public String toString() {
        return "Blob[" + size() + " bytes]";
    }
}
