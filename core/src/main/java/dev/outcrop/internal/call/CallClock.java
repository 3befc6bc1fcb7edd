package dev.outcrop.internal.call;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.internal.transport.ServiceRequest;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Measures a whole call, over all of its attempts. Safe for any number of threads. */
final class CallClock {
    private final Timeouts timeouts;
    private final LongSupplier nanoTime;
    private final long began;

    /** Begins now. */
    CallClock(Timeouts timeouts, LongSupplier nanoTime) {
        this.timeouts = timeouts;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    @Nullable Duration left() {
        Duration total = timeouts.total();
        return total == null ? null : total.minus(passed());
    }

    Duration passed() {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }

    /**
     * Returns the request with what is left of the total time.
     *
     * @throws TimedOutException if nothing is left
     */
    ServiceRequest bounded(ServiceRequest request, LiveCalls.Call call) {
        Duration total = timeouts.total();
        if (total == null) {
            return request.within(timeouts, call.cancellation());
        }
        Duration left = total.minus(passed());
        if (left.toMillis() < 1) {
            throw new TimedOutException(
                    TimedOutException.Phase.TOTAL,
                    "the call did not complete within " + total.toMillis() + " ms",
                    ErrorDetails.NONE.withModelId(request.modelId()),
                    null);
        }
        return request.within(timeouts.withTotal(left), call.cancellation());
    }
}
