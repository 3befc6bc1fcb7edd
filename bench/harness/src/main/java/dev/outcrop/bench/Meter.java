package dev.outcrop.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** CPU time and allocated bytes of this process between two moments. */
final class Meter {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long began = System.nanoTime();
    private final long cpu = SYSTEM.getProcessCpuTime();
    private final long allocated = THREADS.getTotalThreadAllocatedBytes();

    /** Nanoseconds since this began. */
    long nanos() {
        return System.nanoTime() - began;
    }

    double cpuMicros() {
        return (SYSTEM.getProcessCpuTime() - cpu) / 1e3;
    }

    long allocated() {
        return THREADS.getTotalThreadAllocatedBytes() - allocated;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    static double percentile(double[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
    }
}
