package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.ReplyStream;
import dev.outcrop.aws.Environment;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.message.StreamEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A stream that the program loses without closing it does not keep its connection. */
@Timeout(60)
@Isolated
class UnclosedStreamsTest {
    private record Answer(String text) {}

    private static final String WARNING = "a ReplyStream was never closed";

    private final CountDownLatch gone = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    /** Says half of an answer, and the rest when it is told to. */
    private FaultServer halfAnswers() throws IOException {
        return new FaultServer(
                (number, connection) -> {
                    connection.request();
                    Thread rest = null;
                    try {
                        connection.send(
                                "HTTP/1.1 200 OK\r\nContent-Type: " + Answers.STREAM + "\r\n\r\n");
                        send(connection, Answers.GOOD.subList(0, 2));
                        rest = Thread.ofVirtual().start(() -> sayRest(connection));
                        connection.awaitClose();
                    } finally {
                        gone.countDown(); // the client may be gone while half is being said
                        if (rest != null) {
                            rest.interrupt();
                        }
                    }
                });
    }

    private void sayRest(FaultServer.Connection connection) {
        try {
            go.await();
            send(connection, Answers.GOOD.subList(2, 6));
            connection.close();
        } catch (IOException | InterruptedException e) {
            // the client or the test is gone
        }
    }

    private static void send(FaultServer.Connection connection, List<Frame> frames)
            throws IOException {
        for (Frame frame : frames) {
            connection.send(frame.encoded().toArray());
        }
    }

    private static Bedrock client(FaultServer server, String traced) {
        return Bedrock.builder()
                .region("us-east-1")
                .environment(
                        Environment.of(Map.of(), Path.of(""), Clock.systemUTC())
                                .withProperties(Map.of("outcrop.traceUnclosedStreams", traced)))
                .baseUrl(server.endpoint().toString())
                .apiKey("k")
                .build();
    }

    private static void lose(Bedrock bedrock, String how) {
        switch (how) {
            case "opened" -> bedrock.model(Trial.MODEL).stream("Hi!");
            case "half read" -> bedrock.model(Trial.MODEL).stream("Hi!").iterator().next();
            case "chat" -> bedrock.chat(Trial.MODEL).open().stream("Hi!").text().iterator().next();
            default -> bedrock.model(Trial.MODEL).extractor(Answer.class).extractStream("Hi!");
        }
    }

    private static boolean collectUntil(CountDownLatch latch) throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            System.gc();
            if (latch.await(50, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"opened", "half read", "chat", "extracted"})
    void aLostStreamIsClosedAndLoggedOnce(String how) throws Exception {
        try (var log = new CapturedLog();
                var server = halfAnswers();
                Bedrock bedrock = client(server, "false")) {
            lose(bedrock, how);
            assertThat(bedrock.liveCalls()).isEqualTo(1);

            assertThat(collectUntil(gone)).as("the connection was closed").isTrue();
            await(() -> bedrock.liveCalls() == 0);
            await(() -> log.text().contains(WARNING));
            System.gc();
            assertThat(log.text())
                    .containsOnlyOnce(WARNING)
                    .contains("-Doutcrop.traceUnclosedStreams=true")
                    .doesNotContain("UnclosedStreamsTest");
        }
    }

    @Test
    void whereItWasOpenedIsLoggedIfAskedFor() throws Exception {
        try (var log = new CapturedLog();
                var server = halfAnswers();
                Bedrock bedrock = client(server, "true")) {
            lose(bedrock, "opened");

            assertThat(collectUntil(gone)).isTrue();
            await(() -> log.text().contains(WARNING));
            assertThat(log.text()).containsOnlyOnce(WARNING).contains("UnclosedStreamsTest.lose");
        }
    }

    @Test
    void aChatWhoseStreamWasLostCanBeAskedAgain() throws Exception {
        try (var log = new CapturedLog();
                var server = halfAnswers();
                Bedrock bedrock = client(server, "false")) {
            var chat = bedrock.chat(Trial.MODEL).open();
            chat.stream("Hi!");
            assertThat(collectUntil(gone)).isTrue();
            await(() -> log.text().contains(WARNING));
            await(() -> bedrock.liveCalls() == 0);
            go.countDown();
            assertThat(chat.stream("And now?").reply().text()).isEqualTo("Good.");
        }
    }

    @Test
    void aStreamThatIsBeingReadIsKeptByItsIterator() throws Exception {
        try (var log = new CapturedLog();
                var server = halfAnswers();
                Bedrock bedrock = client(server, "false")) {
            Iterator<StreamEvent> events = bedrock.model(Trial.MODEL).stream("Hi!").iterator();
            events.next();
            var read = new CompletableFuture<Integer>();
            Thread.ofPlatform().start(() -> read.complete(count(events)));
            for (int i = 0; i < 20; i++) {
                System.gc();
                assertThat(gone.await(10, TimeUnit.MILLISECONDS)).isFalse();
            }
            go.countDown();
            assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(5);
            assertThat(log.text()).doesNotContain(WARNING);
        }
    }

    @Test
    void aStreamThatWasReadOrClosedIsNotLogged() throws Exception {
        go.countDown();
        try (var log = new CapturedLog();
                var server = halfAnswers()) {
            try (Bedrock bedrock = client(server, "false")) {
                assertThat(bedrock.model(Trial.MODEL).stream("Hi!").reply().text())
                        .isEqualTo("Good.");
                bedrock.model(Trial.MODEL).stream("Hi!").close();
                for (String ignored : bedrock.model(Trial.MODEL).stream("Hi!").text()) {}
                for (int i = 0; i < 10; i++) {
                    System.gc();
                    assertThat(new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS)).isFalse();
                }
            }
            assertThat(log.text()).doesNotContain(WARNING);
        }
    }

    @Test
    void theWatchingThreadEndsWithTheClient() throws Exception {
        try (var server = halfAnswers()) {
            ReplyStream kept;
            try (Bedrock bedrock = client(server, "false")) {
                kept = bedrock.model(Trial.MODEL).stream("Hi!");
                assertThat(watching()).isTrue();
            }
            await(() -> !watching());
            kept.close();
        }
    }

    private static boolean watching() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("outcrop-open-streams"));
    }

    private static int count(Iterator<StreamEvent> events) {
        int count = 0;
        while (events.hasNext()) {
            events.next();
            count++;
        }
        return count;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
            new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
