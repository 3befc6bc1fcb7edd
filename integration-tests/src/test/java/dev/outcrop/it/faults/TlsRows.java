package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.ConnectionException;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.error.TimedOutException.Phase;
import dev.outcrop.policy.Timeouts;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Rows over TLS, with certificates that the test's own trust store knows, or does not. */
final class TlsRows {
    private TlsRows() {}

    static void unknownCa(Trial trial) throws Exception {
        refused(trial, "unknown");
    }

    static void wrongHost(Trial trial) throws Exception {
        refused(trial, "wronghost");
    }

    static void expired(Trial trial) throws Exception {
        refused(trial, "expired");
    }

    private static void refused(Trial trial, String certificate) throws Exception {
        try (var server =
                new FaultServer(
                        Certificates.listener(certificate),
                        "https",
                        (number, connection) -> connection.request())) {
            trial.at(server);
            for (Ending ended : List.of(trial.stream(), trial.invoke())) {
                ended.failed(ConnectionException.class)
                        .saying("secure")
                        .retryable(false)
                        .withNothing()
                        .tried(1);
            }
            assertThat(server.requests()).isZero();
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    static void silent(Trial trial) throws Exception {
        Certificates.listener("good").close();
        try (var server = new FaultServer((number, connection) -> connection.awaitClose())) {
            var https = URI.create("https://127.0.0.1:" + server.endpoint().getPort());
            trial.at(https, () -> 0)
                    .timeouts(Timeouts.DEFAULT.withConnect(Duration.ofMillis(150)))
                    .retries(Trial.RETRIES.withAttempts(2));
            Ending ended = trial.stream();
            ended.failed(TimedOutException.class).withNothing().tried(2);
            NetworkRows.requirePhase(ended, Phase.CONNECT);
        }
    }

    static void reset(Trial trial) throws Exception {
        try (var server =
                new FaultServer(
                        Certificates.listener("good"),
                        "https",
                        (number, connection) -> {
                            connection.request();
                            if (number == 1) {
                                connection.reset();
                            } else {
                                connection.stream(Answers.goodBytes());
                            }
                        })) {
            trial.at(server).stream().answered("Good.").sent(2);
        }
    }

    static void cut(Trial trial) throws Exception {
        var read = new CountDownLatch(3);
        try (var server =
                new FaultServer(
                        Certificates.listener("good"),
                        "https",
                        (number, connection) -> {
                            connection.request();
                            connection.send(
                                    "HTTP/1.1 200 OK\r\nx-amzn-RequestId: 1\r\nContent-Type: "
                                            + Answers.STREAM
                                            + "\r\nContent-Length: 100000\r\n\r\n");
                            connection.send(Answers.GOOD.getFirst().encoded().toArray());
                            connection.send(Answers.delta(0, "Hel").encoded().toArray());
                            connection.send(Answers.delta(0, "lo ").encoded().toArray());
                            read.await();
                            connection.reset();
                        })) {
            trial.at(server);
            trial.stream(event -> read.countDown())
                    .failed(StreamTruncatedException.class)
                    .retryable(true)
                    .withDetails(200, null)
                    .withPartial(Answers.PARTIAL)
                    .sent(1);
        }
    }
}
