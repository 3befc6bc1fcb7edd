package dev.outcrop.internal.stream;

import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

/** The events of one answer, one after the other. For one thread; closing early stops the call. */
public interface EventSource extends AutoCloseable {
    /**
     * Waits for the next event.
     *
     * @return null when the other side has nothing more to send, which alone does not mean that the
     *     answer is whole
     * @throws dev.outcrop.error.BedrockException if the stream fails
     */
    @Nullable StreamEvent next();

    /**
     * The next event of the layer below. All layers ask here: the JIT compiler meets several kinds
     * of sources in this place, and compiles each layer by itself. Inlined into one another, all of
     * them were compiled again for each, while a program's first streams waited.
     */
    static @Nullable StreamEvent of(EventSource below) {
        return below.next();
    }

    @Override
    void close();
}
