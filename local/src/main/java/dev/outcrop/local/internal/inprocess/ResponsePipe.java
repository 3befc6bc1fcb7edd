package dev.outcrop.local.internal.inprocess;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Passes one response from the thread of the service to the thread of the client. The service waits
 * while more than a number of bytes are unread, as it does for a socket. The two sides throw what
 * they would throw over a socket.
 */
final class ResponsePipe {
    /** About as much as the buffers of a socket hold. */
    private static final int MOST_UNREAD = 256 << 10;

    /**
     * The head of a response.
     *
     * @param length the length of the body; negative if it is not known
     */
    record Head(int status, Map<String, String> headers, int length) {}

    /** Not a monitor, which would hold the carrier of a virtual thread on JDK 21. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private final Queue<byte[]> pieces = new ArrayDeque<>(); // this and the others guarded by lock
    private int offset;
    private int unread;
    private @Nullable Head head;
    private boolean ended;
    private @Nullable IOException failure;
    private boolean closed;

    // --- the service's side

    /** Begins the response. */
    void begin(Head head) throws IOException {
        lock.lock();
        try {
            requireReader();
            this.head = head;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Adds bytes, which then belong to this pipe; waits for space. */
    void write(byte[] bytes) throws IOException {
        lock.lock();
        try {
            while (unread >= MOST_UNREAD && !closed) {
                changed.awaitUninterruptibly();
            }
            requireReader();
            if (bytes.length > 0) {
                pieces.add(bytes);
                unread += bytes.length;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void requireReader() throws IOException {
        if (closed) {
            throw new SocketException("the client has closed the response");
        }
    }

    /**
     * Ends the response; later calls have no effect.
     *
     * @param reason what the client's side throws after the last byte; null for a complete response
     */
    void end(@Nullable IOException reason) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                failure = failure == null ? reason : failure;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    // --- the client's side

    /**
     * Waits until the response has begun.
     *
     * @param nanos how long; negative for ever
     * @return null if the time is over
     * @throws InterruptedException if the thread is interrupted, even if there is nothing to wait
     *     for
     */
    @Nullable Head head(long nanos) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (head == null && !ended && !closed) {
                if (left == 0) {
                    return null;
                }
                left = await(left);
            }
            if (head == null || closed) {
                throw failure();
            }
            return head;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads what has arrived, and waits if that is nothing.
     *
     * @param nanos how long; negative for ever
     * @return the number of bytes; -1 after the last one, 0 if the time is over
     * @throws InterruptedException as {@link #head} does
     */
    int read(byte[] to, int from, int length, long nanos) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (unread == 0 && !ended && !closed) {
                if (left == 0) {
                    return 0;
                }
                left = await(left);
            }
            if (closed || (unread == 0 && failure != null)) {
                throw failure();
            }
            return unread == 0 ? -1 : copy(to, from, length);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the time that is left; 0 if it is over. */
    @SuppressWarnings("WaitNotInLoop") // the callers have the loops
    private long await(long nanos) throws InterruptedException {
        if (nanos < 0) {
            changed.await();
            return nanos;
        }
        return Math.max(0, changed.awaitNanos(nanos));
    }

    private int copy(byte[] to, int from, int length) {
        int copied = 0;
        while (copied < length && !pieces.isEmpty()) {
            byte[] piece = pieces.element();
            int count = Math.min(length - copied, piece.length - offset);
            System.arraycopy(piece, offset, to, from + copied, count);
            copied += count;
            offset += count;
            if (offset == piece.length) {
                pieces.remove();
                offset = 0;
            }
        }
        unread -= copied;
        changed.signalAll();
        return copied;
    }

    private IOException failure() {
        return failure == null ? new SocketException("Socket closed") : failure;
    }

    /** Returns the number of bytes that can be read without waiting. */
    int available() {
        lock.lock();
        try {
            return unread;
        } finally {
            lock.unlock();
        }
    }

    /** Ends both sides at once. */
    void cancel() {
        close(new SocketException("the call was cancelled"));
    }

    /** Reads no more; the service's side throws from now on. */
    void close() {
        close(null);
    }

    private void close(@Nullable IOException reason) {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                failure = reason;
                pieces.clear();
                unread = 0;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
