package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.BedrockException;
import dev.outcrop.policy.Retries;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.time.Duration;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Many threads ask a server that closes, resets and restarts, and adds bytes after its answers:
 * each gets the answer to its own question, and no call fails. 10 seconds; the system property
 * {@code outcrop.soak} sets another number, such as 600.
 */
@Tag("thorough")
@Isolated
class ReuseSoakTest {
    private static final int THREADS = 32;
    private static final long RESTART_EVERY = 1_000;
    private static final long SEED = Long.getLong("outcrop.seed", System.nanoTime());

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final LongAdder calls = new LongAdder();

    @Test
    void eachAnswerReachesItsOwnCallAndNoCallFails() throws Exception {
        long end =
                System.nanoTime()
                        + Duration.ofSeconds(Integer.getInteger("outcrop.soak", 10)).toNanos();
        try (var server = new UnreliableServer(SEED);
                var trial = new Trial()) {
            trial.at(server.endpoint(), server.requests::get).retries(retries());
            run(server, trial, end);
            System.out.printf(
                    "soak: %d calls over %d connections, seed %d%n",
                    calls.sum(), server.connections.get(), SEED);
            assertThat(server.connections.get()).as("reused").isLessThan(calls.intValue());
        }
        assertThat(wrong).as("seed " + SEED).isEmpty();
        assertThat(calls.sum()).isPositive();
    }

    /** For the moment between the end of a server and the start of the next one. */
    private static Retries retries() {
        return new Retries(
                5,
                Duration.ofMinutes(1),
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                false);
    }

    private void run(UnreliableServer server, Trial trial, long end) throws Exception {
        var never = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < THREADS; i++) {
                var random = new SplittableRandom(SEED - i);
                threads.execute(
                        () -> {
                            while (System.nanoTime() < end) {
                                once(trial, "q-" + random.nextInt(Integer.MAX_VALUE));
                            }
                        });
            }
            while (System.nanoTime() < end) {
                never.await(RESTART_EVERY, TimeUnit.MILLISECONDS);
                server.restart();
            }
        }
    }

    private void once(Trial trial, String question) {
        try {
            calls.increment();
            String answer = trial.bedrock().model(Trial.MODEL).invoke(question).text();
            if (!answer.equals(question)) {
                wrong.add(question + " got " + answer);
            }
        } catch (BedrockException e) {
            wrong.add(question + " after " + e.details().attempts() + ": " + e);
        }
    }
}
