package dev.outcrop.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.policy.Tls;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** An idle connection that the server closes fails no call. */
@Timeout(60)
class StaleConnectionTest {
    private final SocketHttpClient http = new SocketHttpClient(() -> Tls.DEFAULT);

    @AfterEach
    void close() {
        http.close();
    }

    private String ask(TinyServer server, String question) throws IOException {
        return Questions.text(http.send(Questions.call(server, question)));
    }

    private static void answerAll(Socket socket) throws IOException {
        while (true) {
            TinyServer.send(socket, Questions.answer(Questions.next(socket)));
        }
    }

    /** The second request on the first connection gets what the script does; others an answer. */
    private static TinyServer server(TinyServer.Script then) throws IOException {
        return new TinyServer(
                (n, socket) -> {
                    TinyServer.send(socket, Questions.answer(Questions.next(socket)));
                    if (n == 1) {
                        Questions.next(socket);
                        then.run(n, socket);
                    } else {
                        answerAll(socket);
                    }
                });
    }

    private static String timedOut(String header) {
        return "HTTP/1.1 408 Slow\r\nConnection: close\r\nContent-Length: 0\r\n" + header + "\r\n";
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private List<String> askAtOnce(TinyServer server, int many) throws Exception {
        var answers = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<String>>();
            for (int i = 0; i < many; i++) {
                String question = "q" + i;
                asked.add(threads.submit(() -> ask(server, question)));
            }
            for (Future<String> each : asked) {
                answers.add(each.get());
            }
        }
        return answers;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHundredConnectionsThatAreClosedFailNoCall(boolean reset) throws Exception {
        int many = 100;
        var asked = new CountDownLatch(many);
        var sockets = new CopyOnWriteArrayList<Socket>();
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            if (n > many) {
                                answerAll(socket);
                            }
                            String question = Questions.next(socket);
                            sockets.add(socket);
                            asked.countDown();
                            asked.await();
                            TinyServer.send(socket, Questions.answer(question));
                            socket.getInputStream().read();
                        })) {
            assertThat(askAtOnce(server, many)).hasSize(many);
            for (Socket socket : sockets) {
                if (reset) {
                    reset(socket);
                } else {
                    socket.shutdownOutput();
                }
            }

            assertThat(askAtOnce(server, many)).hasSize(many).doesNotHaveDuplicates();
            assertThat(server.connections()).isLessThanOrEqualTo(2 * many);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "reset", "408"})
    void aConnectionThatEndsBeforeAResponseIsReplacedByANewOne(String how) throws Exception {
        try (var server =
                server(
                        (n, socket) -> {
                            if (how.equals("reset")) {
                                reset(socket);
                            } else if (how.equals("408")) {
                                TinyServer.send(socket, timedOut(""));
                            }
                        })) {
            ask(server, "q1");
            assertThat(ask(server, "q2")).isEqualTo("q2");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aRequestIsSentTwiceAtMost() throws Exception {
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            if (n == 1) {
                                TinyServer.send(socket, Questions.answer(Questions.next(socket)));
                            }
                            Questions.next(socket);
                        })) {
            ask(server, "q1");
            assertThatThrownBy(() -> ask(server, "q2")).isInstanceOf(IOException.class);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aNewConnectionThatEndsIsNotReplaced() throws Exception {
        try (var server = new TinyServer((n, socket) -> Questions.next(socket))) {
            assertThatThrownBy(() -> ask(server, "q1")).isInstanceOf(IOException.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H", "HTTP/1.1 200 OK\r\nA", "HTTP/1.1 100 Continue\r\n\r\n", "\r\n"})
    void aConnectionThatEndsWithinAResponseIsNotReplaced(String begun) throws Exception {
        try (var server = server((n, socket) -> TinyServer.send(socket, begun))) {
            ask(server, "q1");
            assertThatThrownBy(() -> ask(server, "q2")).isInstanceOf(IOException.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a408OfTheServiceItselfIsAResponse() throws Exception {
        try (var server =
                server(
                        (n, socket) ->
                                TinyServer.send(
                                        socket,
                                        timedOut("x-amzn-ErrorType: ModelTimeoutException\r\n")))) {
            ask(server, "q1");
            try (HttpClient.Exchange exchange = http.send(Questions.call(server, "q2"))) {
                assertThat(exchange.status()).isEqualTo(408);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTimeLimitEndsTheCallAlsoOnAReusedConnection(boolean total) throws Exception {
        var end = new CountDownLatch(1);
        try (var server = server((n, socket) -> end.await())) {
            ask(server, "q1");
            Duration little = Duration.ofMillis(200);
            Timeouts timeouts =
                    total
                            ? Timeouts.DEFAULT.withTotal(little)
                            : Timeouts.DEFAULT.withFirstByte(little);
            assertThatThrownBy(
                            () ->
                                    http.send(
                                            Questions.call(
                                                    server,
                                                    "q2",
                                                    new byte[1],
                                                    timeouts,
                                                    new Cancellation())))
                    .isInstanceOf(total ? Deadline.Passed.class : SocketTimeoutException.class);
            assertThat(server.connections()).isEqualTo(1);
            end.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallThatIsEndedByItsCallerIsNotSentAgain(boolean interrupted) throws Exception {
        var cancellation = new Cancellation();
        Thread caller = Thread.currentThread();
        var end = new CountDownLatch(1);
        try (var server =
                server(
                        (n, socket) -> {
                            if (interrupted) {
                                caller.interrupt();
                            } else {
                                cancellation.cancel();
                            }
                            end.await();
                        })) {
            ask(server, "q1");
            HttpClient.Call call =
                    Questions.call(server, "q2", new byte[1], Timeouts.DEFAULT, cancellation);
            assertThatThrownBy(() -> http.send(call)).isInstanceOf(IOException.class);
            assertThat(Thread.interrupted()).isEqualTo(interrupted);
            assertThat(server.connections()).isEqualTo(1);
            end.countDown();
        }
    }

    @Test
    void theTimeThatADeadConnectionTookCounts() throws Exception {
        var end = new CountDownLatch(1);
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            if (n == 1) {
                                TinyServer.send(socket, Questions.answer(Questions.next(socket)));
                                Questions.next(socket);
                                end.await(150, TimeUnit.MILLISECONDS);
                            } else {
                                end.await();
                            }
                        })) {
            ask(server, "q1");
            Timeouts timeouts = Timeouts.DEFAULT.withFirstByte(Duration.ofMillis(400));
            assertThatThrownBy(
                            () ->
                                    http.send(
                                            Questions.call(
                                                    server,
                                                    "q2",
                                                    new byte[1],
                                                    timeouts,
                                                    new Cancellation())))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(server.connections()).isEqualTo(2);
            end.countDown();
        }
    }
}
