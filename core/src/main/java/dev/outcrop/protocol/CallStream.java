package dev.outcrop.protocol;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.Facts;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.transport.LiveCalls;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * A streamed answer and the call that it belongs to. For one thread, but for {@link #cancel} and
 * {@link #known}.
 */
public final class CallStream implements EventSource {
    private final PersistentEvents events;
    private final LiveCalls.Call call;
    private final CallWatch watch;
    private final Supplier<Facts> facts;
    private long count;
    private boolean begun;

    CallStream(
            PersistentEvents events, LiveCalls.Call call, CallWatch watch, Supplier<Facts> facts) {
        this.events = events;
        this.call = call;
        this.watch = watch;
        this.facts = facts;
    }

    @Override
    public @Nullable StreamEvent next() {
        StreamEvent event = events.next();
        if (event != null) {
            count++;
            if (!begun && isOfAnswer(event)) {
                begun = true;
                watch.firstDelta();
            }
        }
        return event;
    }

    private static boolean isOfAnswer(StreamEvent event) {
        return !(event instanceof StreamEvent.Retrying || event instanceof StreamEvent.Restarted);
    }

    /** How often the request was sent. */
    public int attempts() {
        return events.attempts();
    }

    /** The failure, with what is known about the call. */
    public BedrockException known(BedrockException failure) {
        return failure.with(failure.facts().within(facts.get()).withAttempts(attempts()));
    }

    /** Has {@link #next}, in whatever thread, end at once as cancelled. */
    public void cancel() {
        call.cancellation().cancel();
    }

    /** Has an action run when the call is cancelled, by whomever. */
    public Cancellation.Registration onCancel(Runnable action) {
        return call.cancellation().onCancel(action);
    }

    /** The answer is whole; the call is over. */
    public void done(Turn turn) {
        close();
        watch.answered(turn);
        watch.done(attempts(), count, turn.usage(), turn.stopReason());
    }

    /** The answer will not become whole; the call is over. */
    public void failed(BedrockException failure) {
        close();
        watch.failed(failure, attempts(), count);
    }

    /** What was thrown says nothing about the call; the call is over. */
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
