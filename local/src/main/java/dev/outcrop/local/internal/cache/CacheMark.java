package dev.outcrop.local.internal.cache;

import java.time.Duration;

/**
 * A position up to which a prompt is cached.
 *
 * @param block the number of blocks before it
 * @param where the block it belongs to, as in an error message: {@code messages.0.content.1}
 */
record CacheMark(int block, boolean oneHour, String where) {
    Duration timeToLive() {
        return oneHour ? Duration.ofHours(1) : Duration.ofMinutes(5);
    }
}
