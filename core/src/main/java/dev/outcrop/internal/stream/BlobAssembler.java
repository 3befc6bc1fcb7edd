package dev.outcrop.internal.stream;

import dev.outcrop.message.Source.Blob;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;

/**
 * Joins bytes that arrive in pieces, each encoded separately as base64. A single piece stays
 * unchanged.
 */
final class BlobAssembler {
    private @Nullable Blob first;
    private @Nullable ByteArrayOutputStream all;

    void add(Blob piece) {
        byte[] bytes = piece.bytes();
        if (first == null) {
            first = piece;
            return;
        }
        if (all == null) {
            byte[] before = first.bytes();
            all = new ByteArrayOutputStream(before.length + bytes.length);
            all.writeBytes(before);
        }
        all.writeBytes(bytes);
    }

    /** Returns the joined bytes; null if no piece arrived. */
    @Nullable Blob joined() {
        return all == null ? first : Blob.of(all.toByteArray());
    }
}
