package dev.outcrop.internal.framing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The unread bytes of a stream that have arrived, in one array.
 *
 * <p>The array grows with the bytes that arrive, never with an announced length, and shrinks to its
 * initial size when a large piece was read: a stream that waits for its next event uses little
 * memory.
 */
final class InputBuffer {
    private static final int FIRST_SIZE = 1 << 10;
    private static final int KEPT_SIZE = 16 << 10;

    private final InputStream in;
    private final int maxSize;
    private byte[] bytes = new byte[FIRST_SIZE];
    private int start;
    private int end;
    private long position;

    /**
     * @param maxSize the maximum number of unread bytes; at least the largest that is ever
     *     requested
     */
    InputBuffer(InputStream in, int maxSize) {
        this.in = in;
        this.maxSize = maxSize;
    }

    /** Returns the array; {@link #read} may replace it. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns the position of the unread bytes in the array; {@link #read} may move them. */
    int start() {
        return start;
    }

    /** Returns the number of unread bytes. */
    int size() {
        return end - start;
    }

    /** Returns the position of the unread bytes in the stream. */
    long position() {
        return position;
    }

    /**
     * Marks the first unread bytes as read. They stay in the array until the next {@link #read}.
     */
    void take(int count) {
        start += count;
        position += count;
    }

    /**
     * Waits for more bytes, as many as the stream has available.
     *
     * @param wanted how many unread bytes there should be in the end; more than there are
     * @return false at the end of the stream
     */
    boolean read(int wanted) throws IOException {
        makeRoom(wanted);
        int count = in.read(bytes, end, bytes.length - end);
        if (count == 0) {
            throw new IOException("the stream returned no bytes where it had to wait for some");
        }
        end += Math.max(count, 0);
        return count > 0;
    }

    private void makeRoom(int wanted) {
        int size = size();
        if (bytes.length > KEPT_SIZE && wanted <= FIRST_SIZE) {
            move(new byte[FIRST_SIZE], size);
        } else if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(2L * size, maxSize));
        } else if (start > 0) {
            move(bytes, size);
        }
    }

    private void move(byte[] to, int size) {
        System.arraycopy(bytes, start, to, 0, size);
        bytes = to;
        start = 0;
        end = size;
    }
}
