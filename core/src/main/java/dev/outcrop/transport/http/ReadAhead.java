package dev.outcrop.transport.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;

/**
 * What arrives on a connection. It is read in large pieces where much comes, and in small ones
 * where little does: a stream that waits for its next event holds no large buffer. For one thread.
 */
final class ReadAhead extends InputStream {
    /** After so much, more is to be expected. */
    private static final int MUCH = Buffers.SIZE / 4;

    private final InputStream in;
    private final Buffers buffers;
    private byte @Nullable [] ahead;
    private int start;
    private int end;
    private boolean much;

    ReadAhead(InputStream in, Buffers buffers) {
        this.in = in;
        this.buffers = buffers;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (start < end) {
            return copy(to, offset, length);
        }
        if (length == 0) {
            return 0;
        }
        if (!much || length >= Buffers.SIZE) {
            giveBack();
            int count = in.read(to, offset, length);
            much = count == length;
            return count;
        }
        byte[] buffer = ahead == null ? buffers.borrow() : ahead;
        ahead = buffer;
        int count = in.read(buffer, 0, buffer.length);
        much = count >= MUCH;
        if (count <= 0) {
            giveBack();
            return count;
        }
        start = 0;
        end = count;
        return copy(to, offset, length);
    }

    private int copy(byte[] to, int offset, int length) {
        byte[] buffer = ahead;
        int count = Math.min(length, end - start);
        System.arraycopy(buffer, start, to, offset, count);
        start += count;
        if (start == end && !much) {
            giveBack();
        }
        return count;
    }

    private void giveBack() {
        if (ahead != null) {
            buffers.giveBack(ahead);
            ahead = null;
        }
    }

    /** Those that have arrived, so far as that is known without asking. */
    @Override
    public int available() throws IOException {
        return start < end ? end - start : in.available();
    }
}
