package dev.outcrop.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.policy.Cancellation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The thread that looks for lost streams; here, they are given to it instead of being lost. */
@Timeout(60)
class OpenStreamsTest {
    private final Cancellation closing = new Cancellation();
    private final CopyOnWriteArrayList<Thread> threads = new CopyOnWriteArrayList<>();
    private final ThreadFactory recorded =
            task -> {
                var thread = new Thread(task);
                threads.add(thread);
                return thread;
            };

    @AfterEach
    void close() {
        closing.cancel();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
        }
    }

    /** One whose closing fails, as there is no answer behind it. */
    @SuppressWarnings("NullAway")
    private static OpenStreams.Open opened(OpenStreams streams) {
        return streams.opened(null, null);
    }

    @SuppressWarnings("deprecation") // nothing else tells that it was taken off the queue
    private static void isSeen(OpenStreams.Open lost) throws InterruptedException {
        lost.enqueue();
        await(() -> !lost.isEnqueued());
    }

    @Test
    void aStreamThatCannotBeClosedKeepsNoOtherFromBeingWatched() throws Exception {
        var streams = new OpenStreams(closing, false, recorded);
        var last = opened(streams);

        isSeen(opened(streams));
        isSeen(opened(streams));
        isSeen(last);

        assertThat(threads).hasSize(1);
    }

    @Test
    void anInterruptThatIsNotOfTheClientChangesNothing() throws Exception {
        var streams = new OpenStreams(closing, false, recorded);
        var last = opened(streams);

        threads.getFirst().interrupt();
        isSeen(opened(streams));
        threads.getFirst().interrupt();
        isSeen(last);

        assertThat(threads).hasSize(1);
    }

    @Test
    void afterAThreadThatCannotBeStartedTheNextStreamStartsOneForBoth() throws Exception {
        var failures =
                new CopyOnWriteArrayList<Throwable>(
                        new Throwable[] {
                            new OutOfMemoryError("no more threads"), new InternalError("no thread")
                        });
        var streams =
                new OpenStreams(
                        closing,
                        false,
                        task -> {
                            if (!failures.isEmpty()) {
                                throw (Error) failures.removeFirst();
                            }
                            return recorded.newThread(task);
                        });

        var first = opened(streams);
        var second = opened(streams);
        var third = opened(streams);

        isSeen(first);
        isSeen(second);
        isSeen(third);
    }

    @Test
    void closingTheClientEndsTheThread() throws Exception {
        opened(new OpenStreams(closing, false, recorded));

        closing.cancel();

        threads.getFirst().join();
    }
}
