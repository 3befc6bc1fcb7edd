package dev.outcrop.bench;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a call, or an event of a stream, costs once everything is warm. */
final class Steady {
    private Steady() {}

    /** Converse, from so many threads. */
    static void calls(Client client, Map<String, String> settings) throws Exception {
        var count = new LongAdder();
        measure(
                "call",
                settings,
                count,
                () -> {
                    if (client.call("stub-call") != 1_304) {
                        throw new IllegalStateException("the answer has another length");
                    }
                    count.increment();
                });
    }

    /** Streams of {@code deltas} events, from so many threads; each delta must arrive. */
    static void events(Client client, Map<String, String> settings) throws Exception {
        int deltas = Integer.parseInt(settings.getOrDefault("deltas", "2000"));
        String model = "stub-" + settings.getOrDefault("write", "burst") + "-" + deltas;
        boolean baseline = client instanceof Raw;
        var count = new LongAdder();
        measure(
                "event",
                settings,
                count,
                () -> {
                    var seen = new AtomicLong();
                    client.stream(model, length -> seen.addAndGet(length));
                    if (!baseline && seen.get() != deltas * 21L) {
                        throw new IllegalStateException("deltas are missing: " + seen.get());
                    }
                    count.add(deltas);
                });
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void measure(
            String unit, Map<String, String> settings, LongAdder count, Work work)
            throws InterruptedException {
        int threads = Integer.parseInt(settings.getOrDefault("threads", "32"));
        int warmUp = Integer.parseInt(settings.getOrDefault("warmup", "12"));
        int windows = Integer.parseInt(settings.getOrDefault("windows", "5"));
        boolean virtual = settings.getOrDefault("kind", "virtual").equals("virtual");
        var stop = new AtomicBoolean();
        var errors = new AtomicLong();
        for (int i = 0; i < threads; i++) {
            Runnable loop =
                    () -> {
                        while (!stop.get()) {
                            try {
                                work.run();
                            } catch (Exception e) {
                                if (errors.getAndIncrement() == 0) {
                                    e.printStackTrace();
                                }
                            }
                        }
                    };
            if (virtual) {
                Thread.ofVirtual().start(loop);
            } else {
                Thread.ofPlatform().daemon().start(loop);
            }
        }
        Thread.sleep(warmUp * 1_000L);
        var cpu = new double[windows];
        var rate = new double[windows];
        var allocated = new double[windows];
        for (int i = 0; i < windows; i++) {
            long before = count.sum();
            var meter = new Meter();
            Thread.sleep(1_000);
            double done = Math.max(1, count.sum() - before);
            cpu[i] = meter.cpuMicros() / done;
            allocated[i] = meter.allocated() / done;
            rate[i] = done * 1e9 / meter.nanos();
        }
        stop.set(true);
        System.out.printf(
                Locale.ROOT,
                "unit=%s threads=%d kind=%s cpu_us=%.3f alloc=%.0f per_s=%.0f errors=%d %s%n",
                unit,
                threads,
                virtual ? "virtual" : "platform",
                Meter.median(cpu),
                Meter.median(allocated),
                Meter.median(rate),
                errors.get(),
                Measured.process());
    }
}
