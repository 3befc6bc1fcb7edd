package dev.outcrop.error;

import dev.outcrop.internal.Durations;

import java.time.Duration;

/**
 * When a request should be sent again.
 *
 * @param after how long to wait
 * @param isFirm whether to wait exactly this long ({@code Retry-After}), or to treat it as advice
 *     that shortens nothing and lengthens little ({@code x-amz-retry-after})
 * @param isFree whether the cause has been corrected (new credentials, the service's time), so that
 *     sending the request again does not count as a retry
 */
public record RetryHint(Duration after, boolean isFirm, boolean isFree) {
    /** Retry at once: the cause has been corrected. */
    public static final RetryHint PUT_RIGHT = new RetryHint(Duration.ZERO, true, true);

    public RetryHint {
        after = Durations.notNegative(after, "after");
    }

    public RetryHint(Duration after, boolean isFirm) {
        this(after, isFirm, false);
    }
}
