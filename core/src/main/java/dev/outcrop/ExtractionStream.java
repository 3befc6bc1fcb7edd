package dev.outcrop;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.error.StructuredOutputException;
import dev.outcrop.internal.chat.ExtractionLoop;
import dev.outcrop.internal.extract.PartialAnswer;
import dev.outcrop.json.Json;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * A value that arrives in parts. Iterating blocks until more of the value has arrived, and returns
 * all of it so far; each state is returned once. For one thread, except {@link #close}. The caller
 * closes the stream: closing early stops the call.
 *
 * <p>The partial values are JSON as the model wrote it, not yet checked: members and elements
 * appear when they are complete. Not every step of a long value is returned. If the model is asked
 * again because its answer did not fit, the values start again from the beginning; also if JSON in
 * a text turns out not to be the answer.
 *
 * @param <T> the type of the value
 */
public final class ExtractionStream<T> implements Iterable<Json>, AutoCloseable {
    private final ReplyStream stream;
    private final ExtractionLoop<T> loop;
    private final Iterator<StreamEvent> events;
    private final PartialAnswer partial;

    ExtractionStream(ReplyStream stream, ExtractionLoop<T> loop) {
        this.stream = stream;
        this.loop = loop;
        this.events = stream.iterator();
        this.partial = new PartialAnswer(loop.plan());
    }

    /**
     * Returns the iterator of the partial values. There is only one: a second call continues where
     * the first iterator stopped.
     */
    @Override
    public Iterator<Json> iterator() {
        return new Iterator<>() {
            private @Nullable Json ahead;

            @Override
            public boolean hasNext() {
                while (ahead == null && events.hasNext()) {
                    ahead = partial.after(events.next());
                }
                return ahead != null;
            }

            @Override
            public Json next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the stream has ended");
                }
                Json json = Objects.requireNonNull(ahead);
                ahead = null;
                return json;
            }
        };
    }

    /**
     * Returns the values so far: each contains the elements and members that have arrived
     * completely and fit the type, and the last one may still grow. States that do not fit, such as
     * a record without a required member, are skipped. Uses the same iterator as {@link
     * #iterator()}.
     */
    public Iterable<T> values() {
        return () -> new Values(iterator());
    }

    /**
     * Returns the value and its answer, or the error and its answer; reads the rest of the stream
     * first.
     *
     * @throws BedrockException if there is no answer, also because this was closed
     */
    public Extractor.Result<T> result() {
        try {
            stream.reply();
            return Extractor.Result.of(loop);
        } catch (StructuredOutputException | IncompleteReplyException e) {
            return Extractor.Result.of(loop, e);
        }
    }

    /**
     * Returns the value; reads the rest of the stream first.
     *
     * @throws dev.outcrop.error.BedrockException as {@link
     *     Extractor#extract(dev.outcrop.message.Content...)}, also because this was closed
     */
    public T value() {
        stream.reply();
        return loop.value();
    }

    /** Returns the answer that contained the value; reads the rest of the stream first. */
    public Reply reply() {
        return stream.reply();
    }

    /** The states that fit the type, each once. */
    private final class Values implements Iterator<T> {
        private final Iterator<Json> states;
        private @Nullable T ahead;
        private @Nullable T before;

        Values(Iterator<Json> states) {
            this.states = states;
        }

        @Override
        public boolean hasNext() {
            while (ahead == null && states.hasNext()) {
                T read = loop.partial(states.next());
                ahead = read == null || Objects.deepEquals(read, before) ? null : read;
            }
            return ahead != null;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the stream has ended");
            }
            T value = Objects.requireNonNull(ahead);
            before = value;
            ahead = null;
            return value;
        }
    }

    /** Cancels the call, if it has not ended. Any thread may call it. */
    @Override
    public void close() {
        stream.close();
    }
}
