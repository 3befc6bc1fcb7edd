package dev.outcrop.protocol;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.CallInfo;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Observer.Ended;
import dev.outcrop.policy.Observer.Outcome;
import dev.outcrop.retry.Retrier;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells observers of one call. An observer that throws does not disturb the call. For one thread.
 */
final class CallWatch implements Retrier.Listener {
    private static final System.Logger LOG = System.getLogger("dev.outcrop.observer");

    private final List<Observer> observers;
    private final LongSupplier nanoTime;
    private final CallInfo call;
    private final long began;
    private boolean over;

    CallWatch(List<Observer> observers, LongSupplier nanoTime, String operation, String modelId) {
        this.observers = observers;
        this.nanoTime = nanoTime;
        this.call = new CallInfo(operation, modelId);
        this.began = observers.isEmpty() ? 0 : nanoTime.getAsLong();
        tell(observer -> observer.started(call));
    }

    @Override
    public void retrying(int nextAttempt, Duration wait, BedrockException failure) {
        tell(observer -> observer.retrying(call, nextAttempt, wait, failure));
    }

    void firstDelta() {
        tell(observer -> observer.firstDelta(call, passed()));
    }

    void done(int attempts, long events, Usage usage, @Nullable StopReason reason) {
        end(Outcome.DONE, attempts, events, usage, reason, null);
    }

    void failed(BedrockException failure, int attempts, long events) {
        Outcome outcome =
                failure instanceof CancelledException ? Outcome.CANCELLED : Outcome.FAILED;
        end(outcome, attempts, events, Usage.NONE, null, failure);
    }

    /** Something was thrown that says nothing about the call, such as a lack of memory. */
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
        if (over || observers.isEmpty()) {
            return;
        }
        over = true;
        var ended = new Ended(outcome, passed(), attempts, events, usage, reason, failure);
        tell(observer -> observer.ended(call, ended));
    }

    private Duration passed() {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }

    private void tell(Consumer<Observer> news) {
        for (Observer observer : observers) {
            try {
                news.accept(observer);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "an observer failed", e);
            }
        }
    }
}
