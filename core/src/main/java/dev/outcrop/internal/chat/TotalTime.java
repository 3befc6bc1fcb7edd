package dev.outcrop.internal.chat;

import dev.outcrop.error.CancelledException;
import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.retry.Sleeper;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Ends streamed calls whose total time is over, also while no thread reads them: a read has a time
 * limit of its own, and a subscriber that requests nothing leads to no read. For one thread at a
 * time.
 */
final class TotalTime {
    private @Nullable AnswerEvents watched;
    private @Nullable Cancellation ended;

    /**
     * Looks after a call from now on, in place of the one before; does nothing a second time, and
     * where the call has no total time.
     *
     * @param late is told on a thread of its own
     */
    @SuppressWarnings("ReferenceEquality") // that very call
    void watch(AnswerEvents source, Consumer<AnswerEvents> late) {
        if (watched == source || source.left() == null) {
            return;
        }
        end();
        watched = source;
        var end = new Cancellation();
        ended = end;
        try {
            var unused =
                    Thread.ofVirtual().name("outcrop-total").start(() -> await(source, late, end));
        } catch (OutOfMemoryError e) {
            // No thread can be started: a stream that works is worth more than its being watched.
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
            // the call has ended before
        }
    }

    /** The call has ended. */
    void end() {
        if (ended != null) {
            ended.cancel();
        }
        ended = null;
        watched = null;
    }
}
