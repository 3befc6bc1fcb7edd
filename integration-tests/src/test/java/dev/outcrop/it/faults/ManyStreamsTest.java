package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;

import dev.outcrop.Bedrock;
import dev.outcrop.ReplyStream;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.wire.Event;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Row 106: ten thousand streams at once, from one client with default settings. */
class ManyStreamsTest {
    private static final int WANTED = 10_000;

    private final Semaphore door = new Semaphore(40);

    @Test
    void allOfThemAreAnswered() throws Exception {
        int streams = streams();
        var all = new CountDownLatch(streams);
        Engine together =
                (question, out) -> {
                    out.accept(Event.messageStart());
                    out.accept(Event.textDelta(0, "All "));
                    all.countDown();
                    await(all);
                    out.accept(Event.textDelta(0, "here."));
                    out.accept(Event.blockStop(0));
                    out.accept(Event.messageStop("end_turn"));
                    out.accept(Event.metadata(1, 2));
                };
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var answers = new AtomicInteger();
        try (var local = LocalBedrock.builder().engine(together).start();
                var bedrock = local.connect()) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < streams; i++) {
                    threads.execute(
                            () -> {
                                try (var stream = opened(bedrock)) {
                                    if (stream.reply().text().equals("All here.")) {
                                        answers.incrementAndGet();
                                    }
                                } catch (RuntimeException e) {
                                    failures.add(e);
                                    all.countDown();
                                }
                            });
                }
            }
            assertThat(failures).isEmpty();
            assertThat(answers).hasValue(streams);
            assertThat(bedrock.liveCalls()).isZero();
        }
    }

    /** One listener takes only so many connections at a time, whoever asks. */
    private ReplyStream opened(Bedrock bedrock) {
        door.acquireUninterruptibly();
        try {
            return bedrock.model(Trial.MODEL).stream("Go on.");
        } finally {
            door.release();
        }
    }

    /** Each takes two sockets here, the server's and the client's. */
    private static int streams() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os) {
            long free = os.getMaxFileDescriptorCount() - os.getOpenFileDescriptorCount() - 200;
            if (free / 2 < WANTED) {
                System.out.printf(
                        "many streams: %d in place of %d, for want of file descriptors (%d)%n",
                        free / 2, WANTED, os.getMaxFileDescriptorCount());
                return (int) (free / 2);
            }
        }
        return WANTED;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
