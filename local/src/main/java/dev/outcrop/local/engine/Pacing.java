package dev.outcrop.local.engine;

import java.time.Duration;

/**
 * How long an answer takes.
 *
 * @param firstByte until the answer begins
 * @param perToken for each token of a delta
 * @param jitter the fraction by which each of these times may vary: from 0 to 1
 * @param seed of the jitter, which is the same for the same request
 */
public record Pacing(Duration firstByte, Duration perToken, double jitter, long seed) {
    /** No delay. */
    public static final Pacing NONE = new Pacing(Duration.ZERO, Duration.ZERO, 0, 0);

    /** A small model: half a second, then about 120 tokens a second. */
    public static final Pacing SMALL_MODEL =
            new Pacing(Duration.ofMillis(500), Duration.ofNanos(8_300_000), 0.3, 1);

    /** A large model: a second and a half, then about 50 tokens a second. */
    public static final Pacing LARGE_MODEL =
            new Pacing(Duration.ofMillis(1_500), Duration.ofMillis(20), 0.3, 1);

    public Pacing {
        if (firstByte.isNegative() || perToken.isNegative() || jitter < 0 || jitter > 1) {
            throw new IllegalArgumentException(
                    "a pacing requires times of at least 0 and a jitter from 0 to 1");
        }
    }

    /**
     * Returns how long a model took in recorded traffic, by its family: the median of the answers
     * of Converse, ConverseStream and InvokeModel.
     *
     * @param modelId with or without the prefix of an inference profile
     */
    public static Pacing recorded(String modelId) {
        return RecordedPacings.of(modelId);
    }

    public Pacing withFirstByte(Duration firstByte) {
        return new Pacing(firstByte, perToken, jitter, seed);
    }

    public Pacing withPerToken(Duration perToken) {
        return new Pacing(firstByte, perToken, jitter, seed);
    }

    public Pacing withJitter(double jitter) {
        return new Pacing(firstByte, perToken, jitter, seed);
    }

    public Pacing withSeed(long seed) {
        return new Pacing(firstByte, perToken, jitter, seed);
    }
}
