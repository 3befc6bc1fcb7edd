package dev.outcrop.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many connections at once, good ones and bad ones: each gets an answer or a close, and the server
 * is there afterwards. 2,000; the system property {@code outcrop.connections} says another number.
 */
@Tag("thorough")
class OpenConnectionsTest {
    private static final int CONNECTIONS = Integer.getInteger("outcrop.connections", 2_000);
    private static final String CLOSED = "closed";

    /** A request, as far as it is sent, and how its answer may begin. */
    private record Kind(String name, String request, List<String> answers) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind(
                            "good",
                            post("Authorization: Bearer " + ServerMain.TOKEN, asking()),
                            List.of("HTTP/1.1 200")),
                    new Kind(
                            "wrong key",
                            post("Authorization: Bearer wrong", asking()),
                            List.of("HTTP/1.1 403")),
                    new Kind(
                            "wrong signature",
                            post(
                                    "X-Amz-Date: 20260101T000000Z\r\nAuthorization: AWS4-HMAC-SHA256"
                                            + " Credential=a/20260101/us-east-1/bedrock/aws4_request,"
                                            + " SignedHeaders=host;x-amz-date, Signature=00",
                                    asking()),
                            List.of("HTTP/1.1 403")),
                    new Kind(
                            "no JSON",
                            post("Authorization: Bearer " + ServerMain.TOKEN, "{\"messages\":"),
                            List.of("HTTP/1.1 400")),
                    new Kind(
                            "too large",
                            "POST /model/amazon.nova-lite-v1%3A0/converse HTTP/1.1\r\nHost:"
                                    + " localhost\r\nContent-Length: 26000000\r\n\r\n{",
                            List.of("HTTP/1.1 413", CLOSED)),
                    new Kind("no HTTP", "nonsense\r\n\r\n", List.of("HTTP/1.1 4", CLOSED)),
                    new Kind("another host", get("example.org"), List.of("HTTP/1.1 403")),
                    // These say nothing more; the server waits for them.
                    new Kind("half a request", "POST /model/amaz", List.of()),
                    new Kind("nothing", "", List.of()));

    @Test
    void eachGetsAnAnswerOrAClose() throws Exception {
        Map<String, Integer> answered = new TreeMap<>();
        try (var server = ServerProcess.start("-Xmx1g")) {
            long start = System.nanoTime();
            var allOpen = new CountDownLatch(CONNECTIONS);
            var allAnswered = new CountDownLatch(CONNECTIONS);
            List<Future<String>> all = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CONNECTIONS; i++) {
                    Kind kind = KINDS.get(i % KINDS.size());
                    all.add(
                            threads.submit(
                                    () -> outcome(server.port(), kind, allOpen, allAnswered)));
                }
            }
            for (int i = 0; i < CONNECTIONS; i++) {
                Kind kind = KINDS.get(i % KINDS.size());
                String outcome = all.get(i).get();
                answered.merge(kind.name() + ": " + outcome, 1, Integer::sum);
                if (!kind.answers().isEmpty()) {
                    assertThat(kind.answers()).as(kind.name()).anyMatch(outcome::startsWith);
                }
            }
            System.out.printf(
                    "%,d connections at once, %.1f s: %s%n",
                    CONNECTIONS, (System.nanoTime() - start) / 1e9, answered);
            var alone = new CountDownLatch(1);
            assertThat(outcome(server.port(), KINDS.getFirst(), alone, alone))
                    .startsWith("HTTP/1.1 200");
            assertThat(server.isAlive()).isTrue();
        }
    }

    /** Opens, waits for all others to be open, says what it has to say, and stays to the end. */
    private static String outcome(
            int port, Kind kind, CountDownLatch allOpen, CountDownLatch allAnswered)
            throws Exception {
        try (var socket = new Socket()) {
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                socket.setSoTimeout(120_000);
            } finally {
                allOpen.countDown();
            }
            allOpen.await();
            String answer = kind.answers().isEmpty() ? "waits" : "";
            try {
                socket.getOutputStream().write(kind.request().getBytes(StandardCharsets.US_ASCII));
                if (!kind.answers().isEmpty()) {
                    answer = firstLine(socket);
                }
            } catch (SocketException e) {
                answer = CLOSED;
            } finally {
                allAnswered.countDown();
            }
            allAnswered.await();
            return answer;
        }
    }

    private static String firstLine(Socket socket) throws IOException {
        byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        return start.length == 0 ? CLOSED : new String(start, StandardCharsets.US_ASCII);
    }

    private static String asking() {
        return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}";
    }

    private static String post(String headers, String body) {
        return "POST /model/amazon.nova-lite-v1%3A0/converse HTTP/1.1\r\nHost: localhost\r\n"
                + headers
                + "\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    private static String get(String host) {
        return "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    }
}
