package dev.outcrop.internal.call;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.internal.retry.Retrier;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Observer.Ended;
import dev.outcrop.policy.Observer.Outcome;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Notifies observers of one call. Nothing that an observer throws affects the call, not even an
 * {@link Error}: it is logged, once for each observer and call. For one thread.
 */
final class CallObservers implements Retrier.Listener {

    private final List<Observer> observers;
    private final UsageRecorder pricing;
    private final LongSupplier nanoTime;
    private final Observer.Call call;
    private final long began;
    private boolean over;

    /** The observers whose first failure was logged; null until one fails. */
    private @Nullable Set<Observer> failed;

    CallObservers(
            List<Observer> observers,
            UsageRecorder pricing,
            LongSupplier nanoTime,
            String operation,
            String modelId) {
        this.observers = observers;
        this.pricing = pricing;
        this.nanoTime = nanoTime;
        this.call = new Observer.Call(operation, modelId);
        this.began = isHeard() ? nanoTime.getAsLong() : 0;
        if (isHeard()) {
            tell(observer -> observer.started(call));
        }
    }

    /** Notifies observers that want content of the request. */
    void asked(byte[] body) {
        if (!over && isHeard()) {
            tellContent(observer -> observer.asked(call, new String(body, StandardCharsets.UTF_8)));
        }
    }

    void answered(Turn answer) {
        if (!over && isHeard()) {
            tellContent(observer -> observer.answered(call, answer));
        }
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
        if (reason != null) {
            pricing.answered(call.modelId(), usage);
        }
        if (!isHeard()) {
            return;
        }
        BigDecimal usd = outcome == Outcome.DONE ? usd(usage) : null;
        var ended = new Ended(outcome, passed(), attempts, events, usage, reason, failure, usd);
        tell(observer -> observer.ended(call, ended));
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

    @SuppressWarnings("CatchingUnchecked") // an observer may throw anything, and must not matter
    private void tell(Consumer<Observer> news) {
        for (Observer observer : observers) {
            try {
                news.accept(observer);
            } catch (Throwable e) {
                report(observer, e);
            }
        }
    }

    private void report(Observer observer, Throwable thrown) {
        try {
            if (failed == null) {
                failed = Collections.newSetFromMap(new IdentityHashMap<>());
            }
            if (failed.add(observer)) {
                System.getLogger("dev.outcrop.observer")
                        .log(Level.WARNING, "an observer failed", thrown);
            }
        } catch (Throwable e) {
            // Out of memory, or the program's logger is broken: the call continues in any case.
        }
    }
}
