package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.aws.Credentials;
import dev.outcrop.policy.Observer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Row 106: thousands of streams at once, from one client with default settings, to a server in a
 * process of its own, as each end of a connection is a file. No answer goes on before all have
 * begun. 2,000 streams of 100 pieces; the system property {@code outcrop.streams} says another
 * number.
 */
@Tag("thorough")
class ManyStreamsTest {
    private static final int STREAMS = Integer.getInteger("outcrop.streams", 2_000);

    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void allOfThemAreAnswered() throws Exception {
        Process server = server();
        try (var out = server.inputReader(StandardCharsets.UTF_8);
                var bedrock = client(out)) {
            long began = System.nanoTime();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < STREAMS; i++) {
                    threads.execute(() -> ask(bedrock, server));
                }
            }
            System.out.printf(
                    "many streams: %d asked, %d answered, %d at once, %d tried again, %d ms%n",
                    STREAMS,
                    answers.get(),
                    most.get(),
                    retries.get(),
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
            assertThat(failures).isEmpty();
            assertThat(answers).hasValue(STREAMS);
            assertThat(most).hasValue(STREAMS);
            assertThat(bedrock.liveCalls()).isZero();
        } finally {
            server.destroyForcibly();
        }
    }

    private void ask(Bedrock bedrock, Process server) {
        try (var stream = bedrock.model(Trial.MODEL).stream("Go on.")) {
            var text = new StringBuilder();
            for (String word : stream.text()) {
                if (text.isEmpty()) {
                    most.accumulateAndGet(bedrock.liveCalls(), Math::max);
                }
                text.append(word);
            }
            if (text.toString().equals(ManyStreamsServer.TEXT)) {
                answers.incrementAndGet();
            }
        } catch (RuntimeException e) {
            failures.add(e);
            // the others would wait for it
            server.destroyForcibly();
        }
    }

    private static Process server() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyStreamsServer.class.getName(),
                        String.valueOf(STREAMS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private Bedrock client(BufferedReader out) throws IOException {
        return Bedrock.builder()
                .baseUrl("http://127.0.0.1:" + out.readLine())
                .region("us-east-1")
                .credentials(AwsCredentials.of(Credentials.accessKeys("local", "no-secret")))
                .observer(
                        new Observer() {
                            @Override
                            public void attempt(Observer.Call call, int number) {
                                retries.addAndGet(number > 1 ? 1 : 0);
                            }
                        })
                .build();
    }
}
