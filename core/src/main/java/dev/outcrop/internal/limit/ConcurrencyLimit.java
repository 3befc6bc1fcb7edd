package dev.outcrop.internal.limit;

/**
 * Limits how many calls may be in progress at once: fewer after throttling, more after each round
 * of successes. It grows as the window of CUBIC (RFC 9438) does, with rounds for time: quickly to
 * where calls were throttled last, slowly there, and quickly again beyond. Not safe for several
 * threads.
 *
 * <p>A service that has much to do throttles some calls whatever the quota. Fewer calls would not
 * change that, so a small share of throttled calls does not reduce the limit.
 *
 * <p>Calls that were in progress together are throttled together, which counts as one event: it
 * reduces the limit once, by half unless set otherwise. If fewer succeeded, the limit is their
 * number.
 */
final class ConcurrencyLimit {
    /** The share of throttled calls that does not reduce the limit. */
    private static final double TOLERATED = 0.1;

    /** The share is that of so many calls, or of a round, if that is more. */
    private static final int FEWEST = 30;

    /** How fast it grows: after so many rounds beyond the last throttling, by the cube of them. */
    private static final double GROWTH = 0.1;

    private final double most;
    private final double kept;

    /** The share is that of so many calls at least, whether they have ended or not. */
    private final int assumed;

    private double allowed;

    /** Whether the limit grows by one with each success, until the first throttling. */
    private boolean doubling;

    /** Where calls were throttled last. */
    private double ceiling;

    /** How many rounds after the last reduction it is there again. */
    private double back;

    /** Rounds since the last reduction. */
    private double rounds;

    private long cuts;

    /** How many of those in progress at the last reduction have not been throttled. */
    private double passing;

    /** Of the last calls, those that have ended and those that were throttled. */
    private double ended;

    private double refused;

    /**
     * @param most the maximum
     */
    ConcurrencyLimit(double most) {
        this(most, most, 0.5, 0);
    }

    /**
     * @param most the maximum
     * @param first the limit at the beginning; below the maximum, it doubles with each round until
     *     the first throttling
     * @param kept the part of the limit that stays after throttling
     */
    ConcurrencyLimit(double most, double first, double kept) {
        this(most, first, kept, FEWEST);
    }

    private ConcurrencyLimit(double most, double first, double kept, int assumed) {
        this.most = most;
        this.kept = kept;
        this.assumed = assumed;
        this.allowed = Math.min(most, first);
        this.doubling = allowed < most;
    }

    /** Whether one more call may begin. */
    boolean hasBeside(int running) {
        return running + 1 <= allowed;
    }

    /** Returns how often the limit was reduced; a call stores it when it begins. */
    long cuts() {
        return cuts;
    }

    /**
     * Records that a call was throttled.
     *
     * @param since the reductions at its beginning
     * @param running how many are in progress, itself included
     */
    void throttled(long since, int running) {
        end();
        refused++;
        if (since == cuts) {
            if (refused <= TOLERATED * Math.max(ended, assumed)) {
                return;
            }
            cuts++;
            ended = 0;
            refused = 0;
            double reached = Math.min(allowed, running);
            passing = reached - 1;
            cut(reached * kept, reached);
        } else if (since == cuts - 1) {
            passing--;
            if (passing < allowed) {
                cut(passing, passing);
            }
        }
    }

    /** Records that a call was answered. */
    void succeeded() {
        end();
        if (doubling) {
            allowed = Math.min(most, allowed + 1);
        } else if (allowed < most) {
            rounds += 1 / allowed;
            double grown = ceiling + GROWTH * Math.pow(rounds - back, 3);
            allowed = Math.min(most, Math.max(allowed, grown));
        }
    }

    private void end() {
        ended++;
        if (ended >= 2 * Math.max(FEWEST, Math.min(allowed, 1_000))) {
            ended /= 2;
            refused /= 2;
        }
    }

    private void cut(double to, double throttledAt) {
        doubling = false;
        allowed = Math.max(1, to);
        ceiling = Math.max(1, throttledAt);
        back = Math.cbrt((ceiling - allowed) / GROWTH);
        rounds = 0;
    }
}
