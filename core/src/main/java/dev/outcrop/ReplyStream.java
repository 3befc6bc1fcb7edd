package dev.outcrop;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.internal.call.OpenStreams;
import dev.outcrop.internal.chat.AnswerStream;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * An answer that arrives as a stream of events. Iterating blocks until the next event has arrived;
 * each event is returned once. For one thread, except {@link #close}. The caller closes the stream:
 * closing early stops the call at once, and {@link #partial()} returns what had arrived.
 *
 * <p>A stream that was neither read to its end nor closed, and that the program no longer refers
 * to, is closed after a garbage collection, and a warning is logged to {@code
 * dev.outcrop.ReplyStream}. With {@code -Doutcrop.traceUnclosedStreams=true} the warning shows
 * where the stream was opened.
 *
 * <p>The stream ends in exactly one way: {@link #reply()} returns, or a {@link BedrockException} is
 * thrown, by whichever method reaches the end first and by every later one.
 */
public final class ReplyStream implements Iterable<StreamEvent>, AutoCloseable {
    private final AnswerStream answer;
    private final OpenStreams.Open open;

    private @Nullable Reply reply;

    private ReplyStream(AnswerStream answer, OpenStreams streams) {
        this.answer = answer;
        this.open = streams.opened(this, answer);
    }

    /** Returns the stream of an answer; it is closed if the program loses it. */
    static ReplyStream of(AnswerStream answer, ModelCaller model) {
        try {
            return new ReplyStream(answer, model.protocols().streams());
        } catch (Throwable e) {
            answer.close();
            throw e;
        }
    }

    /**
     * Returns the iterator of the events. There is only one: a second call continues where the
     * first iterator stopped.
     */
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
                    throw new NoSuchElementException("the stream has ended");
                }
                StreamEvent event = ahead;
                ahead = null;
                return Objects.requireNonNull(event);
            }
        };
    }

    /** Returns the text of the answer as it arrives; thinking and everything else is skipped. */
    public Iterable<String> text() {
        return () -> new TextIterator(iterator());
    }

    /**
     * Returns the whole answer; reads the rest of the stream first.
     *
     * @throws BedrockException if the answer does not become complete, also if this was closed
     */
    public Reply reply() {
        StreamEvent event;
        do {
            event = advance();
        } while (event != null);
        if (reply == null) {
            reply = new Reply(answer.answer());
        }
        return reply;
    }

    /** Returns why there is no answer; null unless the stream has failed. */
    @Nullable BedrockException failure() {
        return answer.failure();
    }

    /**
     * Returns what had arrived when the answer broke off; null while it continues, or if nothing
     * had arrived.
     */
    public @Nullable Turn partial() {
        return answer.partial();
    }

    /**
     * Cancels the call, if it has not ended. A second call does nothing. Any thread may call it: a
     * thread that waits for an event then gets a {@link CancelledException}.
     */
    @Override
    public void close() {
        try {
            answer.close();
        } finally {
            met();
            Reference.reachabilityFence(this);
        }
    }

    private @Nullable StreamEvent advance() {
        try {
            return answer.advance();
        } finally {
            met();
            Reference.reachabilityFence(this); // a stream in use is not lost
        }
    }

    /** Stops the watch for a lost stream: the answer has ended. */
    private void met() {
        if (answer.isEnded()) {
            open.ended();
        }
    }

    /** The text of the events. */
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
                throw new NoSuchElementException("the stream has ended");
            }
            String text = Objects.requireNonNull(ahead);
            ahead = null;
            return text;
        }
    }
}
