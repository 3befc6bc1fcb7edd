package dev.outcrop.internal.transport;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;

/** How many bytes of heap the current thread has asked for. */
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    public static long soFar() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
