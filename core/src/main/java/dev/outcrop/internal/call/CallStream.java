package dev.outcrop.internal.call;

import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** A streamed answer and its call. For one thread, except {@link #cancel} and {@link #known}. */
public final class CallStream implements AnswerEvents {
    private final RetryingEvents events;
    private final LiveCalls.Call call;
    private final CallObservers watch;
    private final Known known;
    private final CallClock clock;
    private final AnswerTimes times;
    private long count;
    private boolean begun;

    CallStream(
            RetryingEvents events,
            LiveCalls.Call call,
            CallObservers watch,
            Known known,
            CallClock clock) {
        this.events = events;
        this.call = call;
        this.watch = watch;
        this.known = known;
        this.clock = clock;
        this.times = new AnswerTimes(clock);
    }

    @Override
    public @Nullable StreamEvent next() {
        StreamEvent event = EventSource.of(events);
        if (event != null) {
            count++;
            if (!begun && isOfAnswer(event)) {
                begun = true;
                watch.firstDelta();
            }
            times.arrived(event);
        }
        return event;
    }

    private static boolean isOfAnswer(StreamEvent event) {
        return !(event instanceof StreamEvent.Retrying || event instanceof StreamEvent.Restarted);
    }

    @Override
    public Turn noted(Turn turn) {
        return turn.by(known.modelId());
    }

    @Override
    public int attempts() {
        return events.attempts();
    }

    @Override
    public @Nullable Received received() {
        return known.received(times.duration(), times.firstToken());
    }

    @Override
    public @Nullable Duration left() {
        return clock.left();
    }

    @Override
    public BedrockException known(BedrockException failure) {
        return known.in(failure, attempts());
    }

    @Override
    public void cancel() {
        call.cancellation().cancel();
    }

    @Override
    public void done(Turn turn) {
        close();
        times.ended();
        watch.answered(turn);
        watch.done(attempts(), count, turn.usage(), turn.stopReason());
    }

    @Override
    public void failed(BedrockException failure) {
        close();
        watch.failed(failure, attempts(), count);
    }

    @Override
    public void broken() {
        close();
        watch.broken(attempts(), count);
    }

    @Override
    public void close() {
        events.close();
        call.close();
    }
}
