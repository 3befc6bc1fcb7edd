package dev.outcrop.internal.call;

import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** When the first token and the end of a streamed answer arrived. For one thread. */
final class AnswerTimes {
    private final CallClock clock;
    private @Nullable Duration firstToken;
    private @Nullable Duration duration;

    AnswerTimes(CallClock clock) {
        this.clock = clock;
    }

    /**
     * Records an event that has arrived now. An answer that starts again has its own first token.
     */
    void arrived(StreamEvent event) {
        if (firstToken == null ? isToken(event) : event instanceof StreamEvent.Restarted) {
            firstToken = firstToken == null ? clock.passed() : null;
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
        duration = clock.passed();
    }

    /** Returns the time of the whole answer; the time so far if it is not complete. */
    Duration duration() {
        return duration == null ? clock.passed() : duration;
    }

    @Nullable Duration firstToken() {
        return firstToken;
    }
}
