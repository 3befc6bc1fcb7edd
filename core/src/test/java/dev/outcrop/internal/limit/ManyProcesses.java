package dev.outcrop.internal.limit;

import dev.outcrop.policy.Retries;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Processes that answer records without end, and one service whose quotas they share, in simulated
 * time. Each process has the limit of an adaptive batch. The service reserves a record's input and
 * its {@code maxTokens} when a call begins, and settles what was used when it ends; what a minute
 * gives is refilled continuously. Each process has cores, and a record occupies one for a time.
 */
final class ManyProcesses {
    /**
     * What is answered, and by whom.
     *
     * @param processes how many share the quota
     * @param cores of each process
     * @param cpuMicros of one core for each record, throttled attempts included
     * @param mostActive calls in progress in one process
     */
    record Workers(int processes, int cores, double cpuMicros, int mostActive) {}

    /**
     * A record: tokens, and the time of the answer, which varies by a half in either direction.
     *
     * @param maxTokens what is reserved for the answer
     */
    record Work(int input, int output, int maxTokens, double seconds) {}

    /** Quotas of an account in a Region for a model; infinite if there is none. */
    record Quota(double requestsPerMinute, double tokensPerMinute) {}

    private static final Retries RETRIES = Retries.DEFAULT;

    private record Due(double at, long order, Runnable what) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Double.compare(at, other.at);
            return byTime == 0 ? Long.compare(order, other.order) : byTime;
        }
    }

    /** What refills continuously, up to what a minute gives. */
    private final class Minute {
        final double most;
        double left;
        double at;

        Minute(double most) {
            this.most = most;
            this.left = most;
        }

        boolean has(double amount) {
            if (Double.isInfinite(most)) {
                return true;
            }
            left = Math.min(most, left + (now - at) * most / 60);
            at = now;
            return left >= amount;
        }

        void take(double amount) {
            left = Double.isInfinite(most) ? left : Math.min(most, left - amount);
        }
    }

    private final class Sender {
        final ConcurrencyLimit limit;
        final double[] coreIsFree;
        int running;

        Sender(Workers workers) {
            limit = new ConcurrencyLimit(workers.mostActive(), 10, 0.9);
            coreIsFree = new double[workers.cores()];
        }

        void admit() {
            while (limit.hasBeside(running)) {
                running++;
                onACore(() -> send(this, 1));
            }
        }

        /** Half of a record's time is spent before it is sent, and half after its answer. */
        void onACore(Runnable then) {
            int core = 0;
            for (int i = 1; i < coreIsFree.length; i++) {
                core = coreIsFree[i] < coreIsFree[core] ? i : core;
            }
            double end = Math.max(now, coreIsFree[core]) + workers.cpuMicros() / 2e6;
            busy += workers.cpuMicros() / 2e6;
            coreIsFree[core] = end;
            in(end - now, then);
        }
    }

    private final Workers workers;
    private final Work work;
    private final Minute requests;
    private final Minute tokens;
    private final List<Sender> processes = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(11);
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final ArrayDeque<Sender> changed = new ArrayDeque<>();
    private double now;
    private double busy;
    private long order;
    private long answers;
    private long throttled;

    ManyProcesses(Workers workers, Work work, Quota quota) {
        this.workers = workers;
        this.work = work;
        requests = new Minute(quota.requestsPerMinute());
        tokens = new Minute(quota.tokensPerMinute());
        for (int i = 0; i < workers.processes(); i++) {
            processes.add(new Sender(workers));
        }
        changed.addAll(processes);
    }

    void runUntil(double end) {
        admit();
        for (Due next; (next = due.peek()) != null && next.at <= end; ) {
            due.remove();
            now = next.at;
            next.what.run();
            admit();
        }
    }

    private void admit() {
        for (Sender process; (process = changed.poll()) != null; ) {
            process.admit();
        }
    }

    private void send(Sender process, int attempt) {
        long since = process.limit.cuts();
        double reserved = work.input() + work.maxTokens();
        if (requests.has(1) && tokens.has(reserved)) {
            requests.take(1);
            tokens.take(reserved);
            in(
                    work.seconds() * (0.5 + random.nextDouble()),
                    () -> process.onACore(() -> answered(process)));
            return;
        }
        throttled++;
        in(0.02, () -> refused(process, attempt, since));
    }

    private void refused(Sender process, int attempt, long since) {
        process.limit.throttled(since, process.running);
        if (attempt < RETRIES.attempts()) {
            double most =
                    Math.min(
                            (double) RETRIES.longest().toSeconds(),
                            RETRIES.throttleBase().toSeconds() * Math.pow(2, attempt - 1));
            in(random.nextDouble() * most, () -> send(process, attempt + 1));
        } else { // the batch puts the record back to its end
            process.running--;
            changed.add(process);
        }
    }

    private void answered(Sender process) {
        tokens.has(0);
        tokens.take(work.output() - work.maxTokens());
        answers++;
        process.limit.succeeded();
        process.running--;
        changed.add(process);
    }

    private void in(double seconds, Runnable what) {
        due.add(new Due(now + seconds, order++, what));
    }

    long answers() {
        return answers;
    }

    long throttled() {
        return throttled;
    }

    /** Seconds that cores were busy. */
    double busy() {
        return busy;
    }
}
