package dev.outcrop.local.internal.quota;

import dev.outcrop.local.engine.Quotas;
import dev.outcrop.local.wire.ServiceError;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The remaining quotas of one model. Safe for several threads. */
final class ModelQuota {
    private final Quotas quotas;
    private final InstantSource clock;
    private final TokenBucket requests;
    private final TokenBucket tokens;
    private LocalDate day;
    private long today;

    ModelQuota(Quotas quotas, InstantSource clock) {
        this.quotas = quotas;
        this.clock = clock;
        Instant now = clock.instant();
        this.requests = new TokenBucket(quotas.requestsPerMinute(), now);
        this.tokens = new TokenBucket(quotas.tokensPerMinute(), now);
        this.day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /**
     * Reserves tokens for a call.
     *
     * @throws ServiceError with Bedrock's message if there are too few tokens, or too many calls
     */
    synchronized void reserve(long amount) {
        Instant now = clock.instant();
        LocalDate date = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!date.equals(day)) {
            day = date;
            today = 0;
        }
        if (quotas.tokensPerDay() != Long.MAX_VALUE
                && amount > Math.max(0, quotas.tokensPerDay() - today)) {
            throw throttled("Too many tokens per day, please wait before trying again.");
        }
        if (!requests.has(1, now)) {
            throw throttled("Too many requests, please wait before trying again.");
        }
        if (!tokens.has(amount, now)) {
            throw throttled("Too many tokens, please wait before trying again.");
        }
        requests.take(1);
        tokens.take(amount);
        today = Sum.of(today, amount);
    }

    /** Releases reserved tokens that were not used; deducts more if more were used. */
    synchronized void settle(long reserved, long used) {
        if (used > reserved) {
            tokens.take(used - reserved);
            today = Sum.of(today, used - reserved);
        } else {
            tokens.giveBack(reserved - used);
            today = Math.max(0, today - (reserved - used));
        }
    }

    private static ServiceError throttled(String words) {
        return ServiceError.of("ThrottlingException", words);
    }
}
