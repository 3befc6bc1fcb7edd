package dev.outcrop.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/**
 * The limits of a data set on this executor: calls at a time, and its part of what all executors
 * together may ask in a minute. Shared by the tasks; safe for any number of threads.
 */
final class ExecutorLimits {
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int MOST_JOBS = 64;
    private static final double FIRST_TOKENS = 1_000;

    private static final Map<String, ExecutorLimits> JOBS = // guarded by itself
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ExecutorLimits> eldest) {
                    return size() > MOST_JOBS;
                }
            };

    private final String job;
    private final int maxActive;
    private final int executors;
    private final ToIntFunction<String> plugin;
    private final LongSupplier nanoTime;
    private final boolean perMinute;
    private final Pace requests; // this and what follows: guarded by this
    private final Pace tokens;
    private double averageTokens = FIRST_TOKENS;
    private boolean known;
    private long reported;
    private int tasks;

    /**
     * @param executors how many share the limits; 0 if the plugin tells
     * @param plugin returns how many executors ask for the rows of a data set; 0 if it is not known
     */
    ExecutorLimits(
            String job,
            AnswerOptions options,
            int executors,
            ToIntFunction<String> plugin,
            LongSupplier nanoTime) {
        this.job = job;
        this.maxActive = options.maxActive;
        this.executors = executors;
        this.plugin = plugin;
        this.nanoTime = nanoTime;
        perMinute = options.requestsPerMinute > 0 || options.tokensPerMinute > 0;
        long now = nanoTime.getAsLong();
        known = executors > 0 || !perMinute;
        double share = known ? 1.0 / Math.max(1, executors) : 0;
        requests = new Pace(options.requestsPerMinute, share, now);
        tokens = new Pace(options.tokensPerMinute, share, now);
        reported = now - REPORT_NANOS;
    }

    /** Returns the limits of a data set, which all of its tasks on this executor share. */
    static ExecutorLimits of(String job, AnswerOptions options, int executors) {
        synchronized (JOBS) {
            return JOBS.computeIfAbsent(
                    job,
                    name ->
                            new ExecutorLimits(
                                    name,
                                    options,
                                    executors,
                                    OutcropPlugin::report,
                                    System::nanoTime));
        }
    }

    /** Returns the limits for another task. */
    synchronized Task task() {
        tasks++;
        return new Task();
    }

    /** What one task uses. Closed when the task ends. */
    final class Task implements AutoCloseable {
        private int active; // guarded by the limits

        /**
         * Begins a call, if the limits allow it now.
         *
         * @return the tokens that are reserved for it; negative if it has to wait
         */
        double tryBegin() {
            report();
            synchronized (ExecutorLimits.this) {
                long now = nanoTime.getAsLong();
                if (!known
                        || active >= Math.max(1, maxActive / tasks)
                        || !requests.mayTake(1, now)
                        || !tokens.mayTake(averageTokens, now)) {
                    return -1;
                }
                active++;
                requests.take(1);
                tokens.take(averageTokens);
                return averageTokens;
            }
        }

        /**
         * Ends a call.
         *
         * @param reserved what {@link #tryBegin} returned
         * @param used its tokens; 0 if that is not known
         */
        void ended(double reserved, long used) {
            synchronized (ExecutorLimits.this) {
                active--;
                tokens.take(used - reserved);
                if (used > 0) {
                    averageTokens += (used - averageTokens) / 10;
                }
            }
        }

        /** How long to wait for a call to end or a limit to allow one, at most as given. */
        long waitMillis(long most) {
            synchronized (ExecutorLimits.this) {
                long limits = Math.max(requests.millis(1), tokens.millis(averageTokens));
                return limits == 0 ? most : Math.min(most, limits);
            }
        }

        @Override
        public void close() {
            synchronized (ExecutorLimits.this) {
                tasks--;
            }
        }
    }

    /** Tells the driver now and then that this executor asks. Not under a lock: it may block. */
    private void report() {
        if (executors > 0 || !perMinute) {
            return;
        }
        synchronized (this) {
            long now = nanoTime.getAsLong();
            if (now - reported < REPORT_NANOS) {
                return;
            }
            reported = now;
        }
        int number = plugin.applyAsInt(job);
        if (number > 0) {
            synchronized (this) {
                known = true;
                long now = nanoTime.getAsLong();
                requests.share(1.0 / number, now);
                tokens.share(1.0 / number, now);
            }
        }
    }
}
