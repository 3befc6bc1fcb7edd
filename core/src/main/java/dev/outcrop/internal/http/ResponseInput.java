package dev.outcrop.internal.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;

/**
 * What arrives on a connection. It is read in large pieces where much comes, and in small ones
 * where little does: a stream that waits for its next event holds no large buffer. For one thread.
 */
final class ResponseInput extends InputStream {
    /** After so much, more is to be expected. */
    private static final int MUCH = BufferPool.SIZE / 4;

    private final InputStream in;
    private final BufferPool buffers;
    private byte @Nullable [] ahead;
    private int start;
    private int end;
    private boolean much;
    private boolean arrived;

    ResponseInput(InputStream in, BufferPool buffers) {
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
        if (!much || length >= BufferPool.SIZE) {
            giveBack();
            int count = in.read(to, offset, length);
            much = count == length;
            arrived |= count > 0;
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
        arrived = true;
        start = 0;
        end = count;
        return copy(to, offset, length);
    }

    /**
     * Reads once, after what is already held.
     *
     * @return whether bytes came and were taken
     */
    boolean fill() throws IOException {
        byte[] buffer = ahead == null ? buffers.borrow() : ahead;
        ahead = buffer;
        if (start == end) {
            start = 0;
            end = 0;
        }
        int count = end == buffer.length ? 0 : in.read(buffer, end, buffer.length - end);
        arrived |= count > 0;
        end += Math.max(count, 0);
        return count > 0;
    }

    /**
     * Drops the interim responses that are held.
     *
     * @return the status of the response after them; -1 if its head is not held completely
     */
    int statusHeld() {
        byte[] buffer = ahead;
        if (buffer == null) {
            return -1;
        }
        for (; ; ) {
            int headEnd = EarlyResponseHead.end(buffer, start, end);
            if (headEnd < 0) {
                return -1;
            }
            int status = EarlyResponseHead.status(buffer, start);
            if (status < 100 || status >= 200) {
                return status;
            }
            start = headEnd;
        }
    }

    /** From now on, {@link #hasArrived} tells of what arrives from now on. */
    void begin() {
        arrived = false;
    }

    boolean hasArrived() {
        return arrived;
    }

    /**
     * Returns the buffer, if nothing is in it.
     *
     * @return whether there is nothing in it
     */
    boolean rest() {
        if (start == end) {
            giveBack();
        }
        return start == end;
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
