package dev.outcrop.protocol;

import dev.outcrop.error.BedrockException;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.transport.LiveCalls;

import org.jspecify.annotations.Nullable;

/** A streamed answer and the call that it belongs to. For one thread. */
public final class CallStream implements EventSource {
    private final PersistentEvents events;
    private final LiveCalls.Call call;
    private final CallWatch watch;
    private long count;

    CallStream(PersistentEvents events, LiveCalls.Call call, CallWatch watch) {
        this.events = events;
        this.call = call;
        this.watch = watch;
    }

    @Override
    public @Nullable StreamEvent next() {
        StreamEvent event = events.next();
        if (event != null && count++ == 0) {
            watch.firstDelta();
        }
        return event;
    }

    /** How often the request was sent. */
    public int attempts() {
        return events.attempts();
    }

    /** The answer is whole; the call is over. */
    public void done(Turn turn) {
        close();
        watch.done(attempts(), count, turn.usage(), turn.stopReason());
    }

    /** The answer will not become whole; the call is over. */
    public void failed(BedrockException failure) {
        close();
        watch.failed(failure, attempts(), count);
    }

    @Override
    public void close() {
        events.close();
        call.close();
    }
}
