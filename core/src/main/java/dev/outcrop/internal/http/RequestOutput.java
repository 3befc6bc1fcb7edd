package dev.outcrop.internal.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The output of a connection, which sends small messages in one piece: on flush, or when they
 * become large. For one thread.
 */
final class RequestOutput extends OutputStream {
    /** Larger messages are sent in pieces of this size. */
    private static final int PIECE = 64 << 10;

    /** Called between two pieces of a large message. */
    interface Between {
        /**
         * Allows the rest to be sent.
         *
         * @throws IOException if it must not be sent
         */
        void pieces() throws IOException;
    }

    private final OutputStream out;
    private final BufferPool buffers;
    private final Between between;
    private byte @Nullable [] gathered;
    private int size;

    RequestOutput(OutputStream out, BufferPool buffers, Between between) {
        this.out = out;
        this.buffers = buffers;
        this.between = between;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        if (length > BufferPool.SIZE - size) {
            send();
        }
        if (length > BufferPool.SIZE) {
            writePieces(from, offset, length);
            return;
        }
        byte[] buffer = gathered == null ? buffers.borrow() : gathered;
        gathered = buffer;
        System.arraycopy(from, offset, buffer, size, length);
        size += length;
    }

    private void writePieces(byte[] from, int offset, int length) throws IOException {
        for (int sent = 0; sent < length; sent += PIECE) {
            if (sent > 0) {
                between.pieces();
            }
            out.write(from, offset + sent, Math.min(PIECE, length - sent));
        }
    }

    @Override
    public void flush() throws IOException {
        send();
        out.flush();
    }

    private void send() throws IOException {
        byte[] buffer = gathered;
        if (buffer != null) {
            int count = size;
            gathered = null;
            size = 0;
            out.write(buffer, 0, count);
            buffers.giveBack(buffer);
        }
    }
}
