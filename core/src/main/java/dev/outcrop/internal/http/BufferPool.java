package dev.outcrop.internal.http;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Arrays that connections borrow while bytes come or go, so that those which wait hold none. Safe
 * for any number of threads.
 */
final class BufferPool {
    static final int SIZE = 16 << 10;

    private static final int MOST_KEPT = 64;

    private final Deque<byte[]> free = new ArrayDeque<>();

    /** What is in it is of no meaning. */
    byte[] borrow() {
        synchronized (free) {
            if (!free.isEmpty()) {
                return free.removeFirst();
            }
        }
        return new byte[SIZE];
    }

    /** Who gives it back uses it no more. One that never comes back is no loss. */
    void giveBack(byte[] buffer) {
        synchronized (free) {
            if (free.size() < MOST_KEPT) {
                free.addFirst(buffer);
            }
        }
    }
}
