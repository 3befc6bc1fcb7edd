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
    /**
     * Bytes in base64.
     *
     * @throws IllegalArgumentException if it is not base64; says where
     */
    public Blob {
        Objects.requireNonNull(base64, "base64");
        Base64Text.require(base64);
    }

    public static Blob of(byte[] bytes) {
        return new Blob(Base64.getEncoder().encodeToString(bytes));
    }

    /** A fresh copy of the bytes. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }

    /** How many bytes there are. */
    public int size() {
        return Base64Text.size(base64);
    }

    /** The size; never the bytes. */
    @Override
    public String toString() {
        return "Blob[" + size() + " bytes]";
    }
}
