package dev.outcrop.protocol;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.CallInfo;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Observer.Ended;
import dev.outcrop.policy.Observer.Outcome;
import dev.outcrop.retry.Retrier;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells observers of one call. An observer that throws does not disturb the call. For one thread.
 */
final class CallWatch implements Retrier.Listener {

    private final List<Observer> observers;
    private final Pricing pricing;
    private final LongSupplier nanoTime;
    private final CallInfo call;
    private final long began;
    private boolean over;

    CallWatch(
            List<Observer> observers,
            Pricing pricing,
            LongSupplier nanoTime,
            String operation,
            String modelId) {
        this.observers = observers;
        this.pricing = pricing;
        this.nanoTime = nanoTime;
        this.call = new CallInfo(operation, modelId);
        this.began = isHeard() ? nanoTime.getAsLong() : 0;
        if (isHeard()) {
            tell(observer -> observer.started(call));
        }
    }

    /** Tells those who want to know what is asked. */
    void asked(byte[] body) {
        if (wantsContent()) {
            String text = new String(body, StandardCharsets.UTF_8);
            tellContent(observer -> observer.asked(call, text));
        }
    }

    void answered(Turn answer) {
        if (wantsContent()) {
            tellContent(observer -> observer.answered(call, answer));
        }
    }

    private boolean wantsContent() {
        return !over && isHeard() && observers.stream().anyMatch(Observer::wantsContent);
    }

    private void tellContent(Consumer<Observer> news) {
        tell(
                observer -> {
                    if (observer.wantsContent()) {
                        news.accept(observer);
                    }
                });
    }

    void attempt(int number) {
        if (isHeard()) {
            tell(observer -> observer.attempt(call, number));
        }
    }

    @Override
    public void retrying(int nextAttempt, Duration wait, BedrockException failure) {
        tell(observer -> observer.retrying(call, nextAttempt, wait, failure));
    }

    void firstDelta() {
        if (isHeard()) {
            tell(observer -> observer.firstDelta(call, passed()));
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
        if (over) {
            return;
        }
        over = true;
        if (reason != null) {
            pricing.answered(call.modelId(), usage);
        }
        if (!isHeard()) {
            return;
        }
        BigDecimal usd = outcome == Outcome.DONE ? pricing.usd(call.modelId(), usage) : null;
        var ended = new Ended(outcome, passed(), attempts, events, usage, reason, failure, usd);
        tell(observer -> observer.ended(call, ended));
    }

    private Duration passed() {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }

    /** Asked first where it costs a cold start: each lambda takes it half a millisecond. */
    private boolean isHeard() {
        return !observers.isEmpty();
    }

    private void tell(Consumer<Observer> news) {
        for (Observer observer : observers) {
            try {
                news.accept(observer);
            } catch (RuntimeException e) {
                System.getLogger("dev.outcrop.observer")
                        .log(System.Logger.Level.WARNING, "an observer failed", e);
            }
        }
    }
}
