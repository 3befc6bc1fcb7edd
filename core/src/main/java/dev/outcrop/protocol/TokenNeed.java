package dev.outcrop.protocol;

import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

/** The tokens of a call, as they count against a quota. */
public final class TokenNeed {
    /** Where a request does not say how long an answer may be: what a long one takes. */
    private static final int USUAL_ANSWER = 4_096;

    private TokenNeed() {}

    /** What a call may take, before anybody knows. */
    public static long estimated(byte[] body, @Nullable Integer maxTokens) {
        return body.length / 4L + (maxTokens == null ? USUAL_ANSWER : maxTokens);
    }

    /** What it took; what was read from the cache does not count. All of it where nobody says. */
    public static long of(Usage usage) {
        if (!usage.known()) {
            return Long.MAX_VALUE;
        }
        long sum = 0;
        for (long part : new long[] {usage.input(), usage.cacheWrite(), usage.output()}) {
            sum = part > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + part;
        }
        return sum;
    }
}
