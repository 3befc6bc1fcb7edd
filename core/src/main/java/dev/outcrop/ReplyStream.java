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
 * An answer as it arrives. For one thread, but for {@link #close}; each event is given once.
 * Iterating blocks until the next event is there. Whoever opens a stream closes it: closing early
 * stops the call at once, and what had arrived is {@link #partial()}.
 *
 * <p>A stream that was neither read to its end nor closed, and that the program no longer refers
 * to, is closed after a garbage collection, and a warning is logged to {@code
 * dev.outcrop.ReplyStream}. With {@code -Doutcrop.traceUnclosedStreams=true} the warning shows
 * where the stream was opened.
 *
 * <p>The stream ends in exactly one way: {@link #reply()} returns, or a {@link BedrockException} is
 * thrown, by whichever method meets the end first and by every later one.
 */
public final class ReplyStream implements Iterable<StreamEvent>, AutoCloseable {
    private final AnswerStream answer;
    private final OpenStreams.Open open;

    private @Nullable Reply reply;

    private ReplyStream(AnswerStream answer, OpenStreams streams) {
        this.answer = answer;
        this.open = streams.opened(this, answer);
    }

    /** The stream of an answer, which is closed if the program loses the stream. */
    static ReplyStream of(AnswerStream answer, ModelCaller model) {
        try {
            return new ReplyStream(answer, model.protocols().streams());
        } catch (Throwable e) {
            answer.close();
            throw e;
        }
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
                    throw new NoSuchElementException("the stream has ended");
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
        if (reply == null) {
            reply = new Reply(answer.answer());
        }
        return reply;
    }

    /** Why there is no answer, once that is so. */
    @Nullable BedrockException failure() {
        return answer.failure();
    }

    /** What had been said when the answer broke off; null while it goes on, and if nothing had. */
    public @Nullable Turn partial() {
        return answer.partial();
    }

    /**
     * Ends the call, if it has not ended. Does nothing a second time. Any thread may: one that
     * waits for an event is then told so by a {@link CancelledException}.
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

    /** Once the answer has ended, there is nothing to watch any more. */
    private void met() {
        if (answer.isEnded()) {
            open.ended();
        }
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
                throw new NoSuchElementException("the stream has ended");
            }
            String text = Objects.requireNonNull(ahead);
            ahead = null;
            return text;
        }
    }
}
