package dev.outcrop.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Many streams at once that are slow, as those of models are. */
final class Paced {
    private Paced() {}

    /**
     * Begins {@code streams} evenly over {@code over} milliseconds, each with a thread that is made
     * when it begins, as a server makes one for a request. The first words are timed from the
     * moment at which a stream should have begun, so that waiting counts.
     */
    static void run(Client client, Map<String, String> settings) throws Exception {
        int streams = Integer.parseInt(settings.get("streams"));
        int over = Integer.parseInt(settings.getOrDefault("over", "2500"));
        int deltas = Integer.parseInt(settings.getOrDefault("deltas", "40"));
        int pause = Integer.parseInt(settings.getOrDefault("pause", "250"));
        boolean baseline = client instanceof Raw;
        warm(client, Integer.parseInt(settings.getOrDefault("warm", "600")));

        String model = "stub-paced-" + deltas + "-" + pause;
        var first = new double[streams];
        var last = new double[streams];
        var done = new CountDownLatch(streams);
        var ok = new AtomicInteger();
        var failure = new AtomicReference<Exception>();
        var meter = new Meter();
        long zero = System.nanoTime();
        for (int i = 0; i < streams; i++) {
            int number = i;
            long due = zero + (long) over * 1_000_000 * i / streams;
            sleepUntil(due);
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    var chars = new AtomicInteger();
                                    client.stream(
                                            model,
                                            length -> {
                                                if (first[number] == 0) {
                                                    first[number] = System.nanoTime() - due;
                                                }
                                                chars.addAndGet(length);
                                            });
                                    last[number] = System.nanoTime() - due;
                                    if (baseline || chars.get() == deltas * 21) {
                                        ok.incrementAndGet();
                                    }
                                } catch (Exception e) {
                                    failure.compareAndSet(null, e);
                                } finally {
                                    done.countDown();
                                }
                            });
        }
        done.await();
        double wall = meter.nanos() / 1e9;
        double cpu = meter.cpuMicros() / ((double) streams * deltas);
        double ideal = over / 1e3 + (deltas - 1) * pause / 1e3;
        Arrays.sort(first);
        System.out.printf(
                Locale.ROOT,
                "streams=%d ok=%d wall_s=%.2f ideal_s=%.2f first_p50_ms=%.1f first_p99_ms=%.1f"
                        + " cpu_us=%.2f alloc=%.0f threads=%d failure=%s %s%n",
                streams,
                ok.get(),
                wall,
                ideal,
                Meter.percentile(first, 0.5) / 1e6,
                Meter.percentile(first, 0.99) / 1e6,
                cpu,
                meter.allocated() / ((double) streams * deltas),
                ManagementFactory.getThreadMXBean().getPeakThreadCount(),
                name(failure.get()),
                Measured.process());
    }

    /** How much heap a stream holds that is open and waits. */
    static void live(Client client, Map<String, String> settings) throws Exception {
        int streams = Integer.parseInt(settings.get("streams"));
        warm(client, 50);
        long before = liveHeap();
        var begun = new Semaphore(0);
        for (int i = 0; i < streams; i++) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                var first = new AtomicInteger();
                                try {
                                    client.stream(
                                            "stub-paced-3-60000",
                                            length -> {
                                                if (first.getAndIncrement() == 0) {
                                                    begun.release();
                                                }
                                            });
                                } catch (Exception e) {
                                    begun.release(streams);
                                }
                            });
        }
        begun.acquire(streams);
        double perStream = (liveHeap() - before) / 1024.0 / streams;
        System.out.printf(
                Locale.ROOT,
                "streams=%d heap_kib=%.1f %s%n",
                streams,
                perStream,
                Measured.process());
    }

    private static void warm(Client client, int streams) throws InterruptedException {
        var done = new CountDownLatch(streams);
        var places = new Semaphore(16);
        for (int i = 0; i < streams; i++) {
            places.acquire();
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    client.stream("stub-burst-40", length -> {});
                                } catch (Exception e) {
                                    System.err.println("while warming up: " + e);
                                } finally {
                                    places.release();
                                    done.countDown();
                                }
                            });
        }
        done.await();
    }

    private static long liveHeap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(300);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void sleepUntil(long due) throws InterruptedException {
        long left = due - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    private static String name(Exception e) {
        return e == null ? "none" : e.getClass().getSimpleName();
    }
}
