package dev.outcrop.internal.call;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.internal.observe.ObserverList;
import dev.outcrop.internal.retry.Retrier;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Observer.Ended;
import dev.outcrop.policy.Observer.Outcome;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Notifies observers of one call. For one thread. */
final class CallObservers implements Retrier.Listener {

    private final ObserverList observers;
    private final UsageRecorder pricing;
    private final LongSupplier nanoTime;
    private final Observer.Call call;
    private final long began;
    private boolean over;

    CallObservers(
            ObserverList observers,
            UsageRecorder pricing,
            LongSupplier nanoTime,
            Observer.Call call) {
        this.observers = observers;
        this.pricing = pricing;
        this.nanoTime = nanoTime;
        this.call = call;
        this.began = isHeard() ? nanoTime.getAsLong() : 0;
        if (isHeard()) {
            observers.tell(observer -> observer.started(call));
        }
    }

    /** Notifies observers that want content of the request. */
    void asked(byte[] body) {
        if (!over && isHeard()) {
            observers.tellContent(
                    observer -> observer.asked(call, new String(body, StandardCharsets.UTF_8)));
        }
    }

    void answered(Turn answer) {
        if (!over && isHeard()) {
            observers.tellContent(observer -> observer.answered(call, answer));
        }
    }

    void attempt(int number) {
        if (isHeard()) {
            observers.tell(observer -> observer.attempt(call, number));
        }
    }

    @Override
    public void retrying(int nextAttempt, Duration wait, BedrockException failure) {
        observers.tell(observer -> observer.retrying(call, nextAttempt, wait, failure));
    }

    void firstDelta() {
        if (isHeard()) {
            observers.tell(observer -> observer.firstDelta(call, passed()));
        }
    }

    void done(int attempts, long events, Usage usage, @Nullable StopReason reason) {
        end(Outcome.DONE, attempts, events, usage, reason, null);
    }

    void failed(BedrockException failure, int attempts, long events) {
        Outcome outcome =
                failure instanceof CancelledException ? Outcome.CANCELLED : Outcome.FAILED;
        end(outcome, attempts, events, Usage.NONE, null, failure);
    }

    /** Reports an error unrelated to the call, such as a lack of memory. */
    void broken(int attempts, long events) {
        end(Outcome.FAILED, attempts, events, Usage.NONE, null, null);
    }

    private void end(
            Outcome outcome,
            int attempts,
            long events,
            Usage usage,
            @Nullable StopReason reason,
            @Nullable BedrockException failure) {
        if (over) {
            return;
        }
        over = true;
        if (outcome == Outcome.DONE && (reason != null || usage.known())) {
            pricing.answered(call.modelId(), usage);
        }
        if (!isHeard()) {
            return;
        }
        BigDecimal usd = outcome == Outcome.DONE ? usd(usage) : null;
        var ended = new Ended(outcome, passed(), attempts, events, usage, reason, failure, usd);
        observers.tell(observer -> observer.ended(call, ended));
    }

    /** An unreadable catalog must not turn an answer into a failure. */
    private @Nullable BigDecimal usd(Usage usage) {
        try {
            return pricing.usd(call.modelId(), usage);
        } catch (RuntimeException e) {
            return null;
        }
    }

    private Duration passed() {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }

    /** Checked first, because each lambda costs a cold start half a millisecond. */
    private boolean isHeard() {
        return !observers.isEmpty();
    }
}
