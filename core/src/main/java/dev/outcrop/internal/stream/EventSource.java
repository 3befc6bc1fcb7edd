package dev.outcrop.internal.stream;

import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

/** The events of one answer, in order. For one thread; closing early stops the call. */
public interface EventSource extends AutoCloseable {
    /**
     * Waits for the next event.
     *
     * @return null at the end of the stream, which does not imply that the answer is complete
     * @throws dev.outcrop.error.BedrockException if the stream fails
     */
    @Nullable StreamEvent next();

    /**
     * Returns the next event of the layer below. All layers call this method: the JIT compiler sees
     * several types of sources at this call, and compiles each layer separately. If they were
     * inlined into one another, all of them would be compiled again for each, while a program's
     * first streams wait.
     */
    static @Nullable StreamEvent of(EventSource below) {
        return below.next();
    }

    @Override
    void close();
}
