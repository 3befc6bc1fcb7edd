package dev.outcrop.bench;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Counts the deltas of streams that come at once, every tenth of them read slowly. */
final class Loss {
    private static final int DELTAS = 2_000;

    private Loss() {}

    static void run(Client client, Map<String, String> settings) throws Exception {
        int streams = Integer.parseInt(settings.get("streams"));
        var places = new Semaphore(16);
        var done = new CountDownLatch(streams);
        var bad = new AtomicInteger();
        var failed = new AtomicInteger();
        for (int i = 0; i < streams; i++) {
            boolean slow = i % 10 == 0;
            places.acquire();
            Thread.ofVirtual()
                    .start(
                            () -> {
                                var chars = new AtomicLong();
                                try {
                                    client.stream(
                                            "stub-burst-" + DELTAS,
                                            length -> {
                                                chars.addAndGet(length);
                                                if (slow) {
                                                    LockSupport.parkNanos(20_000);
                                                }
                                            });
                                    if (chars.get() != DELTAS * 21L) {
                                        bad.incrementAndGet();
                                    }
                                } catch (Exception e) {
                                    failed.incrementAndGet();
                                } finally {
                                    places.release();
                                    done.countDown();
                                }
                            });
        }
        done.await();
        System.out.printf(
                Locale.ROOT,
                "streams=%d incomplete_and_called_whole=%d failed=%d %s%n",
                streams,
                bad.get(),
                failed.get(),
                Measured.process());
    }
}
