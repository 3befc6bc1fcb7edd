package dev.outcrop.policy;

import dev.outcrop.error.BedrockException;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;

/**
 * Observes calls, for logs, traces and bills. It receives prompts and answers only if {@link
 * #wantsContent} returns true.
 *
 * <p>Methods are called on the thread of the call and must be quick: the call waits while an
 * observer blocks, and its timeouts continue. An observer that interrupts the thread cancels the
 * call. What an observer throws, an {@link Error} included, never affects a call or other
 * observers; the first failure of each observer in a call is logged to the {@link System.Logger}
 * {@code dev.outcrop.observer}. For each call, {@link #started} is called first and {@link #ended}
 * last, both exactly once.
 */
public interface Observer {
    /**
     * Writes calls to the logger {@code dev.outcrop.calls}, without what is asked and answered.
     * Control characters are escaped.
     */
    static Observer logging() {
        return logging(System.getLogger("dev.outcrop.calls"), false);
    }

    /**
     * Writes calls to a logger of the caller's own.
     *
     * @param content whether what is asked and answered is written too, at level trace, at most
     *     100,000 characters each. That may be secret; keys and tokens are not part of it
     */
    static Observer logging(System.Logger logger, boolean content) {
        LoggingObserver observer = LoggingObserver.to(logger);
        return content ? observer.withContent() : observer;
    }

    /** Called when a call begins. */
    default void started(Call call) {}

    /** Called when the request is sent, for the first time or again. */
    default void attempt(Call call, int number) {}

    /** Called when an attempt failed and another one follows. */
    default void retrying(Call call, int nextAttempt, Duration wait, BedrockException failure) {}

    /** Called when the first part of the answer has arrived. */
    default void firstDelta(Call call, Duration sinceStart) {}

    /** Whether {@link #asked} and {@link #answered} are called, with content that may be secret. */
    default boolean wantsContent() {
        return false;
    }

    /**
     * Called with the request; only if {@link #wantsContent} returns true.
     *
     * @param body the JSON that is sent
     */
    default void asked(Call call, String body) {}

    /** Called with the answer of a successful call; only if {@link #wantsContent} returns true. */
    default void answered(Call call, Turn answer) {}

    /** Called when a call has ended. */
    default void ended(Call call, Ended how) {}

    /** How a call can end. */
    enum Outcome {
        DONE,
        FAILED,
        CANCELLED
    }

    /**
     * How a call ended.
     *
     * @param took from the first attempt to the end
     * @param attempts how often it was sent
     * @param events how many events of the stream were delivered; 0 for a call without streaming
     * @param usage the tokens; {@link Usage#NONE} if Bedrock sent none
     * @param stopReason why the model stopped; null unless done
     * @param failure the exception; null if done, and if it was not an exception of Outcrop
     * @param usd what the call cost at list prices, in US dollars; null if not completely known, as
     *     for an ARN that does not name its model
     */
    record Ended(
            Outcome outcome,
            Duration took,
            int attempts,
            long events,
            Usage usage,
            @Nullable StopReason stopReason,
            @Nullable BedrockException failure,
            @Nullable BigDecimal usd) {
        public Ended {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(took, "took");
            Objects.requireNonNull(usage, "usage");
        }
    }

    /**
     * Identifies a call for an {@link Observer}. Compared by identity: the same object is passed to
     * all methods for one call.
     */
    final class Call {
        private final String operation;
        private final String modelId;

        public Call(String operation, String modelId) {
            this.operation = operation;
            this.modelId = modelId;
        }

        /** Returns Bedrock's name of the operation, such as {@code ConverseStream}. */
        public String operation() {
            return operation;
        }

        public String modelId() {
            return modelId;
        }

        @Override
        public String toString() {
            return operation + " " + modelId;
        }
    }
}
