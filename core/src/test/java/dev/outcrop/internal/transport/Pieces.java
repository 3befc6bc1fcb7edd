package dev.outcrop.internal.transport;

import java.io.InputStream;

/**
 * Bytes that arrive in pieces: one up to an index, then the rest, or pieces of one size. Asked much
 * more often than there are bytes, it fails: a reader that hangs is found without a clock.
 */
public final class Pieces extends InputStream {
    private final byte[] bytes;
    private final int firstPiece;
    private final int laterPieces;
    private int position;
    private int reads;

    private Pieces(byte[] bytes, int firstPiece, int laterPieces) {
        this.bytes = bytes;
        this.firstPiece = firstPiece;
        this.laterPieces = laterPieces;
    }

    public static Pieces whole(byte[] bytes) {
        return new Pieces(bytes, bytes.length, bytes.length);
    }

    public static Pieces of(int size, byte[] bytes) {
        return new Pieces(bytes, size, size);
    }

    public static Pieces splitAt(int index, byte[] bytes) {
        return new Pieces(bytes, index, bytes.length);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        if (++reads > bytes.length + 100) {
            throw new AssertionError("read " + reads + " times for " + bytes.length + " bytes");
        }
        if (position == bytes.length) {
            return -1;
        }
        int piece = position < firstPiece ? firstPiece - position : laterPieces;
        int count = Math.min(Math.min(piece, length), bytes.length - position);
        System.arraycopy(bytes, position, to, offset, count);
        position += count;
        return count;
    }
}
