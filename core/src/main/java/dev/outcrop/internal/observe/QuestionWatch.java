package dev.outcrop.internal.observe;

import dev.outcrop.error.CancelledException;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Observer.Outcome;
import dev.outcrop.policy.Observer.Question;
import dev.outcrop.policy.Observer.QuestionEnded;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Notifies observers of one question. Without observers it does nothing. For one thread at a time.
 */
public final class QuestionWatch {
    /** Used without observers, and then never changed. */
    private static final Question UNOBSERVED = new Question("", Map.of());

    private static final Usage.Total NO_USAGE = new Usage.Total();

    private final ObserverList observers;
    private final CallOrigin origin;
    private final LongSupplier nanoTime;
    private final Question question;
    private final long began;
    private final Usage.Total usage;
    private final AtomicBoolean over = new AtomicBoolean();
    private int round;
    private int tools;

    private QuestionWatch(
            ObserverList observers, CallOrigin origin, String modelId, LongSupplier nanoTime) {
        this.observers = observers;
        this.origin = origin;
        this.nanoTime = nanoTime;
        this.question =
                observers.isEmpty() ? UNOBSERVED : new Question(modelId, origin.context().tags());
        this.usage = observers.isEmpty() ? NO_USAGE : new Usage.Total();
        this.began = observers.isEmpty() ? 0 : nanoTime.getAsLong();
    }

    /**
     * Begins a question.
     *
     * @param client the observers of the client
     * @param nanoTime the time, in nanoseconds from any origin
     */
    public static QuestionWatch begin(
            List<Observer> client, CallOrigin origin, String modelId, LongSupplier nanoTime) {
        var watch =
                new QuestionWatch(
                        ObserverList.of(client, origin.context().observers()),
                        origin,
                        modelId,
                        nanoTime);
        if (!watch.observers.isEmpty()) {
            watch.observers.tell(observer -> observer.questionStarted(watch.question));
        }
        return watch;
    }

    /** Begins the next turn of the model; returns the origin of its call. */
    public CallOrigin nextRound() {
        if (observers.isEmpty()) {
            return origin;
        }
        round++;
        return origin.in(question, round);
    }

    /** Adds a whole turn of the model. */
    public void answered(Turn turn) {
        if (!observers.isEmpty()) {
            usage.add(turn.usage());
        }
    }

    /** Returns who is told of the tools of the current turn. */
    public ToolWatch tools(int calls) {
        tools += calls;
        return new ToolWatch(observers, question, round, origin.context().values());
    }

    /** Reports that the question has its answer. */
    public void done() {
        end(Outcome.DONE, null);
    }

    /** Reports that the question has failed; does nothing if it has ended. */
    public void failed(@Nullable Throwable failure) {
        end(failure instanceof CancelledException ? Outcome.CANCELLED : Outcome.FAILED, failure);
    }

    private void end(Outcome outcome, @Nullable Throwable failure) {
        if (observers.isEmpty() || !over.compareAndSet(false, true)) {
            return;
        }
        Duration took = Duration.ofNanos(nanoTime.getAsLong() - began);
        var how = new QuestionEnded(outcome, took, round, tools, usage.usage(), failure);
        observers.tell(observer -> observer.questionEnded(question, how));
    }
}
