package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.Model;
import dev.outcrop.aws.Environment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A client that the program loses without closing it does not keep its idle connections. */
@Timeout(60)
@Isolated
class ForgottenClientsTest {
    private static final String ANSWER =
            "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Good.\"}]}},"
                    + "\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":1,"
                    + "\"outputTokens\":1,\"totalTokens\":2},\"metrics\":{\"latencyMs\":1}}";

    private final CountDownLatch gone = new CountDownLatch(1);

    /** Answers on one connection as long as it is there. */
    private FaultServer server() throws IOException {
        return new FaultServer(
                (number, connection) -> {
                    try {
                        while (true) {
                            connection.request();
                            connection.send(
                                    ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                                    + "Content-Length: "
                                                    + ANSWER.length()
                                                    + "\r\n\r\n"
                                                    + ANSWER)
                                            .getBytes(StandardCharsets.US_ASCII));
                        }
                    } finally {
                        gone.countDown();
                    }
                });
    }

    /** A model that was asked once; the client is known to nothing else. */
    private static Model asked(FaultServer server) {
        Model model =
                Bedrock.builder()
                        .region("us-east-1")
                        .environment(
                                Environment.of(Map.of(), Path.of("nowhere"), Clock.systemUTC()))
                        .baseUrl(server.endpoint().toString())
                        .apiKey("k")
                        .build()
                        .model(Trial.MODEL);
        assertThat(model.invoke("Hi!").text()).isEqualTo("Good.");
        return model;
    }

    private static void forget(FaultServer server) {
        asked(server);
    }

    @Test
    void aLostClientClosesItsConnections() throws Exception {
        try (var server = server()) {
            forget(server);

            boolean closed = false;
            for (int i = 0; i < 300 && !closed; i++) {
                System.gc();
                closed = gone.await(50, TimeUnit.MILLISECONDS);
            }
            assertThat(closed).isTrue();
        }
    }

    @Test
    void aModelKeepsItsClient() throws Exception {
        try (var server = server()) {
            Model model = asked(server);
            for (int i = 0; i < 40; i++) {
                System.gc();
                assertThat(gone.await(50, TimeUnit.MILLISECONDS)).isFalse();
            }

            assertThat(model.invoke("Again.").text()).isEqualTo("Good.");
            assertThat(server.connections()).isEqualTo(1);
        }
    }
}
