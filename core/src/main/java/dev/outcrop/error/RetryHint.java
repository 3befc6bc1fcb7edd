package dev.outcrop.error;

import dev.outcrop.internal.Durations;

import java.time.Duration;

/**
 * When a request is to be sent again, where that is known.
 *
 * @param after how long to wait
 * @param isFirm whether the wait is to be kept as it is ({@code Retry-After}), or taken as advice
 *     that shortens nothing and lengthens little ({@code x-amz-retry-after})
 * @param isFree whether what was wrong with the request has been put right (new credentials, the
 *     service's time), so that sending it again is no try of the kind that is counted
 */
public record RetryHint(Duration after, boolean isFirm, boolean isFree) {
    /** At once, with what has been put right. */
    public static final RetryHint PUT_RIGHT = new RetryHint(Duration.ZERO, true, true);

    public RetryHint {
        after = Durations.notNegative(after, "after");
    }

    public RetryHint(Duration after, boolean isFirm) {
        this(after, isFirm, false);
    }
}
