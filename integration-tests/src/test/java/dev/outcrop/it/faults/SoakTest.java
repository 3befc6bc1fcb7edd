package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.ReplyStream;
import dev.outcrop.aws.Credentials;
import dev.outcrop.error.BedrockException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.FrameDamage;
import dev.outcrop.local.wire.StreamCut;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.RateLimits;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.Toolbox;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Two hundred threads that ask, stream, cancel and close at random, against a Bedrock that fails at
 * random: at the end nothing is left of it. 30 seconds; the system property {@code outcrop.soak}
 * says another number, such as 1800 for half an hour.
 */
@Tag("thorough")
@Isolated
class SoakTest {
    private static final int THREADS = 200;

    /** How many answers the server may hold; it does not see that a client is gone. */
    private static final int STALLED = 50;

    private static final long SEED = Long.getLong("outcrop.seed", System.nanoTime());

    private static final Toolbox TOOLS =
            Toolbox.of(
                    tool("tick", () -> "tock"),
                    tool("wait", () -> new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS)),
                    tool(
                            "break",
                            () -> {
                                throw new IllegalStateException("broken");
                            }));

    private static Tool tool(String name, Callable<?> task) {
        var any = JsonSchema.parse("{\"type\":\"object\"}");
        return Tool.of(name, "A tool.", any, input -> task.call());
    }

    private final Queue<StallGate> stalls = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();
    private final LongAdder started = new LongAdder();
    private final Map<Observer.Outcome, LongAdder> ended = new EnumMap<>(Observer.Outcome.class);

    SoakTest() {
        for (Observer.Outcome outcome : Observer.Outcome.values()) {
            ended.put(outcome, new LongAdder());
        }
    }

    private final Observer counter =
            new Observer() {
                @Override
                public void started(Observer.Call call) {
                    started.increment();
                }

                @Override
                public void ended(Observer.Call call, Ended how) {
                    Objects.requireNonNull(SoakTest.this.ended.get(how.outcome())).increment();
                }
            };

    @Test
    void leavesNothingBehind() throws Exception {
        Duration time = Duration.ofSeconds(seconds());
        long socketsBefore = sockets();
        try (var local = LocalBedrock.builder().seed(SEED).start();
                var bedrock = client(local)) {
            run(local, bedrock, time.dividedBy(3), SEED);
            settle();
            long before = heap();
            run(local, bedrock, time.dividedBy(3).multipliedBy(2), SEED + 1);
            settle();
            long after = heap();

            assertThat(bedrock.liveCalls()).as("live calls").isZero();
            System.out.printf("soak: heap %d KiB more than at a third%n", (after - before) >> 10);
            assertThat(after - before).as("heap growth, seed " + SEED).isLessThan(16L << 20);
        }
        assertThat(unexpected).as("seed " + SEED).isEmpty();
        long all = all();
        System.out.printf("soak: %d calls, %s, seed %d%n", all, ended, SEED);
        assertThat(started.sum()).as("started, seed " + SEED).isEqualTo(all);
        assertThat(ended.values()).as("seed " + SEED).allMatch(count -> count.sum() > 0);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("outcrop"));
        assumeTrue(socketsBefore >= 0, "sockets cannot be counted");
        // The JDK keeps one, to close others by.
        assertThat(sockets()).as("sockets").isLessThanOrEqualTo(socketsBefore + 1);
    }

    private Bedrock client(LocalBedrock local) {
        return Bedrock.builder()
                .baseUrl(local.endpoint().toString())
                .region("us-east-1")
                .credentials(AwsCredentials.of(Credentials.accessKeys("local", "no-secret")))
                .timeouts(
                        Timeouts.DEFAULT
                                .withIdle(Duration.ofMillis(500))
                                .withFirstByte(Duration.ofSeconds(5))
                                .withTotal(Duration.ofSeconds(10)))
                .retries(Trial.RETRIES.withRestart(true))
                .limits(RateLimits.NONE.withConcurrentCalls(150).withAdaptive(true))
                .observer(counter)
                .build();
    }

    private void run(LocalBedrock local, Bedrock bedrock, Duration time, long seed) {
        long end = System.nanoTime() + time.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < THREADS; i++) {
                var random = new SplittableRandom(seed + i);
                threads.execute(
                        () -> {
                            try {
                                while (System.nanoTime() < end) {
                                    once(local, bedrock, random);
                                }
                            } catch (RuntimeException | Error e) {
                                unexpected.add(e);
                            }
                        });
            }
        }
        stalls.forEach(StallGate::open);
        stalls.clear();
    }

    private void once(LocalBedrock local, Bedrock bedrock, SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            local.script(fault(random));
        }
        var handle = new Cancellation();
        Chat chat = bedrock.model(Trial.MODEL).with(handle).chat().tools(TOOLS).open();
        int fate = random.nextInt(8);
        try {
            switch (fate) {
                case 6 -> later(bedrock, random);
                case 7 -> published(bedrock, random);
                case 0, 1 -> chat.ask("Go on.");
                case 2 -> {
                    Thread.ofVirtual().start(handle::cancel);
                    chat.ask("Go on.");
                }
                default -> stream(chat, handle, fate, random.nextInt(8));
            }
        } catch (BedrockException e) {
            // as many are to
        }
    }

    /** A future that is awaited, or ended by its own timeout, or cancelled. */
    private static void later(Bedrock bedrock, SplittableRandom random) {
        var future = bedrock.model(Trial.MODEL).invokeAsync(Message.user("Go on."));
        int how = random.nextInt(3);
        if (how == 0) {
            future.cancel(true);
        } else if (how == 1) {
            future.orTimeout(random.nextInt(20) + 1, TimeUnit.MILLISECONDS);
        }
        future.exceptionally(e -> null).join();
    }

    /** A stream that is read to its end, or given up, or never asked for and then cancelled. */
    private static void published(Bedrock bedrock, SplittableRandom random) {
        var handle = new Cancellation();
        var over = new CountDownLatch(1);
        long demand = random.nextInt(4);
        bedrock.model(Trial.MODEL)
                .with(handle)
                .publish(Message.user("Go on."))
                .subscribe(
                        new Flow.Subscriber<>() {
                            @Override
                            public void onSubscribe(Flow.Subscription subscription) {
                                if (demand == 1) {
                                    subscription.cancel();
                                    over.countDown();
                                } else if (demand > 1) {
                                    subscription.request(demand == 2 ? 2 : Long.MAX_VALUE);
                                }
                            }

                            @Override
                            public void onNext(StreamEvent event) {}

                            @Override
                            public void onError(Throwable e) {
                                over.countDown();
                            }

                            @Override
                            public void onComplete() {
                                over.countDown();
                            }
                        });
        if (demand == 0 || demand == 2) {
            Thread.ofVirtual().start(handle::cancel);
        }
        awaitUninterruptibly(over);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).as("a subscriber hears an end").isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was given up ends soon after. */
    private void settle() throws InterruptedException {
        var never = new CountDownLatch(1);
        for (int i = 0; i < 20_000 && started.sum() != all(); i++) {
            never.await(1, TimeUnit.MILLISECONDS);
        }
    }

    private long all() {
        return ended.values().stream().mapToLong(LongAdder::sum).sum();
    }

    private static void stream(Chat chat, Cancellation handle, int fate, int events) {
        try (ReplyStream stream = chat.stream("Go on.")) {
            var iterator = stream.iterator();
            for (int i = 0; i < events && iterator.hasNext(); i++) {
                iterator.next();
            }
            if (fate == 3) {
                stream.reply();
            } else if (fate == 4) {
                Thread.ofVirtual().start(handle::cancel);
                stream.reply();
            } else if (events % 2 == 0) {
                Thread.ofVirtual().start(stream::close);
                stream.reply();
            }
        }
    }

    private Scripted fault(SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> Scripted.error("ThrottlingException", "Too many tokens.");
            case 1 -> Scripted.error("InternalServerException", "Oh.");
            case 2 -> Scripted.error("ValidationException", "No.");
            case 3 -> Answers.halfway(new Step.Abort(StreamCut.RESET));
            case 4 -> Answers.halfway(new Step.Abort(StreamCut.CLOSE));
            case 5 -> Answers.halfway(new Step.End());
            case 6 -> Answers.halfway(Answers.exception("throttlingException"));
            case 7 ->
                    Answers.halfway(
                            new Step.SendFrame(Answers.delta(0, ""), FrameDamage.MESSAGE_CRC));
            case 8 -> Answers.halfway(new Step.Stall(gate(random)));
            case 9 -> ToolTrial.calls("tick", "{}", "wait", "{}", "break", "{}", "none", "{}");
            case 10 -> Answers.steps(List.of(), new Step.Abort(StreamCut.RESET));
            default -> Answers.good();
        };
    }

    /** Mostly a gate that is open, else one that is opened long after its call has given up. */
    private StallGate gate(SplittableRandom random) {
        var gate = new StallGate();
        if (random.nextInt(4) > 0) {
            gate.open();
        } else {
            stalls.add(gate);
            if (stalls.size() > STALLED) {
                StallGate oldest = stalls.poll();
                if (oldest != null) {
                    oldest.open();
                }
            }
        }
        return gate;
    }

    private static int seconds() {
        return Integer.getInteger("outcrop.soak", 30);
    }

    /** The least within a few seconds: the server, too, needs some time to let go. */
    private static long heap() throws InterruptedException {
        var memory = ManagementFactory.getMemoryMXBean();
        var never = new CountDownLatch(1);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            System.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
            never.await(200, TimeUnit.MILLISECONDS);
        }
        return least;
    }

    /** How many sockets the process has; -1 where the system does not say. */
    private static long sockets() throws IOException {
        Path open = Path.of("/proc/self/fd");
        if (!Files.isDirectory(open)) {
            return -1;
        }
        long count = 0;
        try (var files = Files.list(open)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                try {
                    count += Files.readSymbolicLink(file).toString().startsWith("socket:") ? 1 : 0;
                } catch (IOException e) {
                    // closed meanwhile
                }
            }
        }
        return count;
    }
}
