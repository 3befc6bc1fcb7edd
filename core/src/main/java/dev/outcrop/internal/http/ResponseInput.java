package dev.outcrop.internal.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;

/**
 * The input of a connection. It reads large pieces if much data arrives, and small ones otherwise:
 * a stream that waits for its next event holds no large buffer. For one thread.
 */
final class ResponseInput extends InputStream {
    /** After this many bytes, more are expected. */
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
     * Reads once, and appends to the buffered bytes.
     *
     * @return whether bytes arrived and were read
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
     * Drops the buffered interim responses.
     *
     * @return the status of the response after them; -1 if its head is not buffered completely
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

    /** Makes {@link #hasArrived} report only bytes that arrive from now on. */
    void begin() {
        arrived = false;
    }

    boolean hasArrived() {
        return arrived;
    }

    /**
     * Returns the buffer to the pool, if it is empty.
     *
     * @return whether it is empty
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

    /** The number of bytes known to have arrived, without a system call. */
    @Override
    public int available() throws IOException {
        return start < end ? end - start : in.available();
    }
}
