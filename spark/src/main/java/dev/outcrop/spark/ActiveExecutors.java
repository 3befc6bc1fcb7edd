package dev.outcrop.spark;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Which executors ask for rows of which data set, on the driver. Safe for any number of threads.
 */
final class ActiveExecutors {
    /** An executor reports more often than that while it asks. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoTime;
    private final Map<String, Map<String, Long>> reports = new HashMap<>(); // guarded by this

    ActiveExecutors(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns how many executors reported lately, this one included. */
    synchronized int report(String job, String executor) {
        long now = nanoTime.getAsLong();
        Iterator<Map<String, Long>> jobs = reports.values().iterator();
        while (jobs.hasNext()) {
            Map<String, Long> executors = jobs.next();
            executors.values().removeIf(last -> now - last > SILENCE);
            if (executors.isEmpty()) {
                jobs.remove();
            }
        }
        Map<String, Long> executors = reports.computeIfAbsent(job, none -> new HashMap<>());
        executors.put(executor, now);
        return executors.size();
    }
}
