package dev.outcrop.internal.call;

import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Supplier;

/** When the first token and the end of a streamed answer arrived. For one thread. */
final class AnswerTimes {
    private final Supplier<Duration> passed;
    private @Nullable Duration firstToken;
    private @Nullable Duration duration;

    /**
     * Begins.
     *
     * @param passed the time since the call began
     */
    AnswerTimes(Supplier<Duration> passed) {
        this.passed = passed;
    }

    /**
     * Records an event that has arrived now. An answer that starts again has its own first token.
     */
    void arrived(StreamEvent event) {
        if (firstToken == null ? isToken(event) : event instanceof StreamEvent.Restarted) {
            firstToken = firstToken == null ? passed.get() : null;
        }
    }

    private static boolean isToken(StreamEvent event) {
        return event instanceof StreamEvent.TextDelta
                || event instanceof StreamEvent.ReasoningDelta
                || event instanceof StreamEvent.ToolUseDelta
                || event instanceof StreamEvent.ImageDelta;
    }

    /** Records that the answer is complete. */
    void ended() {
        duration = passed.get();
    }

    /** Returns the time of the whole answer; the time so far if it is not complete. */
    Duration duration() {
        return duration == null ? passed.get() : duration;
    }

    @Nullable Duration firstToken() {
        return firstToken;
    }
}
