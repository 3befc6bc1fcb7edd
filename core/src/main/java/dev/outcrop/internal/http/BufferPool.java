package dev.outcrop.internal.http;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Arrays that connections borrow while bytes are sent or received, so that idle ones use none. Safe
 * for any number of threads.
 */
final class BufferPool {
    static final int SIZE = 16 << 10;

    private static final int MOST_KEPT = 64;

    private final Deque<byte[]> free = new ArrayDeque<>();

    /** Returns an array with undefined content. */
    byte[] borrow() {
        synchronized (free) {
            if (!free.isEmpty()) {
                return free.removeFirst();
            }
        }
        return new byte[SIZE];
    }

    /**
     * Returns an array to the pool; the caller must not use it any more. Not returning one is
     * harmless.
     */
    void giveBack(byte[] buffer) {
        synchronized (free) {
            if (free.size() < MOST_KEPT) {
                free.addFirst(buffer);
            }
        }
    }
}
