package dev.outcrop.it.load;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Times, and how they are spread. */
public final class Figures {
    private final long[] sorted;

    /** Of times in nanoseconds, in any order. */
    public Figures(long[] times) {
        this.sorted = times.clone();
        Arrays.sort(sorted);
    }

    public int count() {
        return sorted.length;
    }

    /** In milliseconds; the share is from 0 to 1. */
    public double millisAt(double share) {
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, index)] / 1e6;
    }

    /** In one line, with what else the machine had to do. */
    @Override
    public String toString() {
        return "p50 %.2f ms, p99 %.2f ms, max %.2f ms; %d of them; load of the machine %.1f on %d cores"
                .formatted(
                        millisAt(0.5),
                        millisAt(0.99),
                        millisAt(1),
                        sorted.length,
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        Runtime.getRuntime().availableProcessors());
    }
}
