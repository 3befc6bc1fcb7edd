package dev.outcrop.local.internal.service;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Generates request ids, which are random UUIDs. The first call of {@code UUID.randomUUID()} is
 * slow.
 */
final class RequestIds {
    private final RandomGenerator random;

    RequestIds(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        long version4 = (random.nextLong() & ~0xF000L) | 0x4000L;
        long variant = (random.nextLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(version4, variant).toString();
    }
}
