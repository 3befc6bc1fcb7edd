package dev.outcrop.protocol;

import dev.outcrop.error.Facts;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.message.Blob;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;

/** Bytes that come in pieces, each of which is base64 of its own. A single one stays as it came. */
final class BlobPieces {
    private @Nullable Blob first;
    private @Nullable ByteArrayOutputStream all;

    /**
     * @throws ProtocolException if it is not base64, which no request may have
     */
    void add(Blob piece) {
        byte[] bytes = decoded(piece);
        if (first == null) {
            first = piece;
            return;
        }
        if (all == null) {
            byte[] before = decoded(first);
            all = new ByteArrayOutputStream(before.length + bytes.length);
            all.writeBytes(before);
        }
        all.writeBytes(bytes);
    }

    /** The whole; null if no piece came. */
    @Nullable Blob joined() {
        return all == null ? first : Blob.of(all.toByteArray());
    }

    private static byte[] decoded(Blob piece) {
        try {
            return piece.bytes();
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("the stream sent bytes that are not base64", Facts.NONE, e);
        }
    }
}
