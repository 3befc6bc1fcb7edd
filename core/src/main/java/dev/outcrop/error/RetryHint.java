package dev.outcrop.error;

import java.time.Duration;
import java.util.Objects;

/**
 * When the service says that it wants to be asked again.
 *
 * @param after how long to wait
 * @param isFirm whether the wait is to be kept as it is ({@code Retry-After}), or taken as advice
 *     that shortens nothing and lengthens little ({@code x-amz-retry-after})
 */
public record RetryHint(Duration after, boolean isFirm) {
    public RetryHint {
        Objects.requireNonNull(after, "after");
    }
}
