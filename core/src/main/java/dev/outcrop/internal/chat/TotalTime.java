package dev.outcrop.internal.chat;

import dev.outcrop.error.CancelledException;
import dev.outcrop.internal.ContextCarrier;
import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.retry.Sleeper;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Ends streamed calls whose total time is over, also while no thread reads them: a read has its own
 * timeout, and a subscriber that requests nothing causes no read. For one thread at a time.
 */
final class TotalTime {
    private @Nullable AnswerEvents watched;
    private @Nullable Cancellation ended;

    /**
     * Watches a call from now on, in place of the one before; does nothing if it is watched
     * already, or has no total time.
     *
     * @param late called on another thread
     * @param carrier carries the context of this thread to that one
     */
    @SuppressWarnings("ReferenceEquality") // identity: the same call
    void watch(AnswerEvents source, Consumer<AnswerEvents> late, ContextCarrier carrier) {
        if (watched == source || source.left() == null) {
            return;
        }
        end();
        watched = source;
        var end = new Cancellation();
        ended = end;
        try {
            Runnable task = carrier.carrying(() -> await(source, late, end), why -> {});
            var unused = Thread.ofVirtual().name("outcrop-total").start(task);
        } catch (OutOfMemoryError e) {
            // No thread can be started: the stream continues without being watched.
        }
    }

    private static void await(AnswerEvents source, Consumer<AnswerEvents> late, Cancellation end) {
        try {
            Duration left = source.left();
            while (left != null && left.isPositive()) {
                Sleeper.REAL.sleep(left, end);
                left = source.left(); // another model may answer now, with another limit
            }
            if (left != null) {
                late.accept(source);
            }
        } catch (CancelledException e) {
            // the call has already ended
        }
    }

    /** Called when the call has ended. */
    void end() {
        if (ended != null) {
            ended.cancel();
        }
        ended = null;
        watched = null;
    }
}
