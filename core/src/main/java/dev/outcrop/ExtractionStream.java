package dev.outcrop;

import dev.outcrop.internal.chat.ExtractionLoop;
import dev.outcrop.internal.extract.PartialAnswer;
import dev.outcrop.json.Json;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * Data as it arrives: what there is of it, each time that there is more. For one thread, but for
 * {@link #close}. Iterating blocks until there is more; each is given once. Whoever opens a stream
 * closes it: closing early stops the call.
 *
 * <p>What is given is JSON as the model wrote it, not yet checked: members and elements are there
 * once they are whole. Of a long value not each step is given. Where the model is asked again
 * because its answer did not fit, the values begin again; so they do where JSON in a text turns out
 * not to be the answer.
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

    /** What there is so far, once: a second iterator goes on where the first one stopped. */
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
     * The value; reads what has not been read yet.
     *
     * @throws dev.outcrop.error.BedrockException as {@link StructuredOutput#extract(Class, String,
     *     dev.outcrop.message.Content...)}, also because this was closed
     */
    public T value() {
        stream.reply();
        return loop.value();
    }

    /** The answer that the value was in; reads what has not been read yet. */
    public Reply reply() {
        return stream.reply();
    }

    /** Ends the call, if it has not ended. Any thread may. */
    @Override
    public void close() {
        stream.close();
    }
}
