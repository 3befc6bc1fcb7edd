package dev.outcrop.local.internal.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cached prefixes and their expiry times; at most a hundred thousand. Reading a prefix extends
 * its lifetime. Safe for several threads.
 */
final class PromptCache {
    private static final int MOST = 100_000;

    private record Kept(Instant until, Duration timeToLive) {}

    private final InstantSource clock;
    private final Map<String, Kept> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                    return size() > MOST;
                }
            };

    PromptCache(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns what this request reads, and what it will write once it is answered. */
    synchronized CacheUsage use(PromptPrefixes prompt, CacheFamily family) {
        List<CacheMark> points = prompt.points();
        int read = 0;
        for (CacheMark point : points) {
            read = Math.max(read, longestKept(prompt, point.block(), family.lookBack()));
        }
        int end = read;
        long oneHour = 0;
        long fiveMinutes = 0;
        for (CacheMark point : points) {
            if (point.block() > end && prompt.tokens(point.block()) >= family.minimum()) {
                int written = prompt.tokens(point.block()) - prompt.tokens(end);
                oneHour += point.oneHour() ? written : 0;
                fiveMinutes += point.oneHour() ? 0 : written;
                end = point.block();
            }
        }
        return new CacheUsage(prompt.tokens(read), fiveMinutes, oneHour, family.details());
    }

    /** Stores the prefixes that the cache points of an answered request mark. */
    synchronized void keep(PromptPrefixes prompt, CacheFamily family) {
        for (CacheMark point : prompt.points()) {
            if (prompt.tokens(point.block()) >= family.minimum()) {
                keep(prompt.key(point.block()), point.timeToLive());
            }
        }
    }

    private void keep(String key, Duration timeToLive) {
        Kept before = kept.get(key);
        Instant until = clock.instant().plus(timeToLive);
        if (before == null || before.until().isBefore(until)) {
            kept.put(key, new Kept(until, timeToLive));
        }
    }

    /**
     * The number of blocks of the longest cached prefix that ends at the block, or within the
     * search distance before it.
     */
    private int longestKept(PromptPrefixes prompt, int block, int lookBack) {
        Instant now = clock.instant();
        for (int i = block; i > Math.max(0, block - lookBack); i--) {
            Kept entry = kept.get(prompt.key(i));
            if (entry != null && entry.until().isAfter(now)) {
                kept.put(prompt.key(i), new Kept(now.plus(entry.timeToLive()), entry.timeToLive()));
                return i;
            }
        }
        return 0;
    }
}
