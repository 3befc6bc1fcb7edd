package dev.outcrop.internal.stream;

import dev.outcrop.message.Source.Blob;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;

/** Bytes that come in pieces, each of which is base64 of its own. A single one stays as it came. */
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

    /** The whole; null if no piece came. */
    @Nullable Blob joined() {
        return all == null ? first : Blob.of(all.toByteArray());
    }
}
