package dev.outcrop.internal.limit;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Workers that ask again and again, a service with a quota, and the room between them, in simulated
 * time. An answer takes about a second; a refusal comes at once, and its worker stays away for some
 * seconds.
 */
final class Storm {
    private record Due(double at, long order, Runnable what) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Double.compare(at, other.at);
            return byTime == 0 ? Long.compare(order, other.order) : byTime;
        }
    }

    private final ConcurrencyLimit room;
    private final double rate;
    private final double burst;
    private final double unprovoked;
    private final int[] answered;
    private final SplittableRandom random = new SplittableRandom(7);
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final ArrayDeque<Integer> queue = new ArrayDeque<>();
    private double now;
    private double left;
    private double leftAt;
    private int running;
    private int throttled;
    private long order;

    /**
     * @param rate how many calls a second the quota gives
     * @param burst how many it gives at once at most
     */
    Storm(ConcurrencyLimit room, int workers, double rate, double burst) {
        this(room, workers, rate, burst, 0);
    }

    /**
     * @param unprovoked the share of calls that the service throttles within its quota
     */
    Storm(ConcurrencyLimit room, int workers, double rate, double burst, double unprovoked) {
        this.room = room;
        this.rate = rate;
        this.burst = burst;
        this.unprovoked = unprovoked;
        this.left = burst;
        answered = new int[workers];
        for (int i = 0; i < workers; i++) {
            queue.add(i);
        }
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
        while (!queue.isEmpty() && room.hasBeside(running)) {
            running++;
            send(queue.remove(), room.cuts());
        }
    }

    private void send(int worker, long since) {
        left = Math.min(burst, left + (now - leftAt) * rate);
        leftAt = now;
        if (left >= 1 && random.nextDouble() >= unprovoked) {
            left--;
            in(0.8 + 0.4 * random.nextDouble(), () -> answered(worker));
        } else {
            in(0.02, () -> throttled(worker, since));
        }
    }

    private void answered(int worker) {
        answered[worker]++;
        room.succeeded();
        running--;
        queue.add(worker);
    }

    private void throttled(int worker, long since) {
        throttled++;
        room.throttled(since, running);
        running--;
        in(10 * random.nextDouble(), () -> queue.add(worker));
    }

    private void in(double seconds, Runnable what) {
        due.add(new Due(now + seconds, order++, what));
    }

    int throttled() {
        return throttled;
    }

    long answers() {
        return Arrays.stream(answered).asLongStream().sum();
    }

    /** How often the worker was answered that was answered least often. */
    int fewest() {
        return Arrays.stream(answered).min().orElse(0);
    }
}
