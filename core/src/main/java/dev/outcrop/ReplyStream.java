package dev.outcrop;

import dev.outcrop.catalog.Cost;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.Facts;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.protocol.AnswerSource;
import dev.outcrop.protocol.TurnAssembler;
import dev.outcrop.protocol.UsableAnswer;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * An answer as it arrives. For one thread, but for {@link #close}; each event is given once.
 * Iterating blocks until the next event is there. Whoever opens a stream closes it: closing early
 * stops the call at once, and what had arrived is {@link #partial()}.
 *
 * <p>The stream ends in exactly one way: {@link #reply()} returns, or a {@link BedrockException} is
 * thrown, by whichever method meets the end first and by every later one.
 */
public final class ReplyStream implements Iterable<StreamEvent>, AutoCloseable {
    /** What the one who opened the stream does when it ends. */
    interface Listener {
        /** The answer is whole. */
        void done(Turn turn);

        /** The answer broke off after this much, or before anything. */
        void brokeOff(@Nullable Turn partial);
    }

    private final AnswerSource events;
    private final Listener listener;
    private final Function<Turn, Cost> pricing;
    private final TurnAssembler assembler = new TurnAssembler();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Reply reply; // guarded by lock
    private @Nullable BedrockException failure; // guarded by lock
    private volatile @Nullable Turn partial;

    ReplyStream(AnswerSource events, Listener listener, Function<Turn, Cost> pricing) {
        this.events = events;
        this.listener = listener;
        this.pricing = pricing;
    }

    /** The events, once: a second iterator goes on where the first one stopped. */
    @Override
    public Iterator<StreamEvent> iterator() {
        return new Iterator<>() {
            private @Nullable StreamEvent ahead;

            @Override
            public boolean hasNext() {
                if (ahead == null) {
                    ahead = advance();
                }
                return ahead != null;
            }

            @Override
            public StreamEvent next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the answer has ended");
                }
                StreamEvent event = ahead;
                ahead = null;
                return Objects.requireNonNull(event);
            }
        };
    }

    /** The words of the answer as they come; thinking and everything else is passed over. */
    public Iterable<String> text() {
        return () -> new TextIterator(iterator());
    }

    /**
     * The whole answer; reads what has not been read yet.
     *
     * @throws BedrockException if the answer does not become whole, also because this was closed
     */
    public Reply reply() {
        StreamEvent event;
        do {
            event = advance();
        } while (event != null);
        return Objects.requireNonNull(reply);
    }

    /** Has an action run when the call is cancelled, by whomever. */
    Cancellation.Registration onCancel(Runnable action) {
        return events.onCancel(action);
    }

    /** What had been said when the answer broke off; null while it goes on, and if nothing had. */
    public @Nullable Turn partial() {
        return partial;
    }

    /**
     * Ends the call, if it has not ended. Does nothing a second time. Any thread may: one that
     * waits for an event is then told so by a {@link CancelledException}.
     */
    @Override
    public void close() {
        if (!lock.tryLock()) {
            events.cancel();
            lock.lock();
        }
        try {
            if (reply == null && failure == null) {
                end(
                        new CancelledException(
                                "the stream was closed before the answer was whole", Facts.NONE));
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable StreamEvent advance() {
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            return reply == null ? read() : null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable StreamEvent read() {
        BedrockException broken = null;
        try {
            StreamEvent event = events.next();
            if (event != null) {
                assembler.accept(event);
                return event;
            }
        } catch (BedrockException e) {
            broken = e;
        } catch (RuntimeException | Error e) {
            events.broken();
            throw e;
        }
        end(broken);
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    /**
     * Ends the stream in one way or the other. Once the model has stopped, nothing that fails later
     * (the token counts) takes the answer back.
     */
    private void end(@Nullable BedrockException broken) {
        if (broken != null && !assembler.isStopped()) {
            fail(broken);
            return;
        }
        try {
            succeed(events.noted(UsableAnswer.require(assembler.turn())));
        } catch (BedrockException e) {
            fail(e);
        }
    }

    private void succeed(Turn turn) {
        reply = new Reply(List.of(turn), events.attempts(), pricing);
        events.done(turn);
        listener.done(turn);
    }

    private void fail(BedrockException e) {
        Turn partly = assembler.partial(e.what());
        Turn arrived = partly == null ? null : events.noted(partly);
        BedrockException ended = events.known(e.with(e.facts().withPartial(arrived)));
        partial = arrived;
        failure = ended;
        events.failed(ended);
        listener.brokeOff(arrived);
    }

    /** Takes the words out of the events. */
    private static final class TextIterator implements Iterator<String> {
        private final Iterator<StreamEvent> events;
        private @Nullable String ahead;

        TextIterator(Iterator<StreamEvent> events) {
            this.events = events;
        }

        @Override
        public boolean hasNext() {
            while (ahead == null && events.hasNext()) {
                if (events.next() instanceof StreamEvent.TextDelta(int index, String text)
                        && !text.isEmpty()) {
                    ahead = text;
                }
            }
            return ahead != null;
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the answer has ended");
            }
            String text = Objects.requireNonNull(ahead);
            ahead = null;
            return text;
        }
    }
}
