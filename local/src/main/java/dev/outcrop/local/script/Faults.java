package dev.outcrop.local.script;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Random;

/**
 * Random faults for requests that are not scripted. The same seed gives the same faults for the
 * same sequence of requests. Safe for several threads.
 */
public final class Faults {
    private final double rate;
    private final List<Scripted> faults;
    private final Random random;

    private Faults(double rate, List<Scripted> faults, long seed) {
        this.rate = rate;
        this.faults = faults;
        this.random = new Random(seed);
    }

    public static Faults none() {
        return new Faults(0, List.of(), 0);
    }

    /**
     * Returns faults of equal probability.
     *
     * @param rate the share of requests with a fault: from 0 to 1
     */
    public static Faults rate(double rate, Scripted... faults) {
        if (!(rate >= 0 && rate <= 1) || faults.length == 0) {
            throw new IllegalArgumentException(
                    "faults require a rate from 0 to 1 and at least one kind");
        }
        return new Faults(rate, List.of(faults), 1);
    }

    /** Returns these faults with another seed, which selects other requests. */
    public Faults seed(long seed) {
        return new Faults(rate, faults, seed);
    }

    /** Returns the fault of the next request; null if it has none. */
    public synchronized @Nullable Scripted next() {
        return rate > 0 && random.nextDouble() < rate
                ? faults.get(random.nextInt(faults.size()))
                : null;
    }
}
