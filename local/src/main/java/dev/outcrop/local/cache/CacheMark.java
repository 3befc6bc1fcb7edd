package dev.outcrop.local.cache;

import java.time.Duration;

/**
 * A mark up to which a prompt is kept.
 *
 * @param block how many blocks are before it
 * @param where the block it belongs to, as an error names it: {@code messages.0.content.1}
 */
record CacheMark(int block, boolean oneHour, String where) {
    Duration timeToLive() {
        return oneHour ? Duration.ofHours(1) : Duration.ofMinutes(5);
    }
}
