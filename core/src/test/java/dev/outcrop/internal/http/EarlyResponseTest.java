package dev.outcrop.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.policy.Tls;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** A server may answer before it has read the request. */
@Timeout(60)
class EarlyResponseTest {
    private static final int SIZE = 20 << 20;
    private static final int SOME = 2 << 10;
    private static final String TOO_LARGE =
            "HTTP/1.1 413 Too Large\r\nContent-Length: 5\r\n\r\nlarge";

    private final SocketHttpClient http = new SocketHttpClient(() -> Tls.DEFAULT);

    @AfterEach
    void close() {
        http.close();
    }

    private HttpClient.Exchange upload(TinyServer server) throws IOException {
        return http.send(
                Questions.call(server, "q", new byte[SIZE], Timeouts.DEFAULT, new Cancellation()));
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Reads the head of a request and a little of its body. */
    private static void readSome(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        int lineLength = -1;
        while (lineLength != 0) {
            lineLength = 0;
            while (in.read() != '\r') {
                lineLength++;
            }
            in.read();
        }
        in.readNBytes(SOME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"close", "reset", "half-close", "half-close and reset", "read all", "split"})
    void theStatusDecidesHoweverTheConnectionEnds(String how) throws Exception {
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            readSome(socket);
                            if (how.equals("split")) {
                                TinyServer.send(socket, TOO_LARGE.substring(0, 9));
                                socket.getInputStream().readNBytes(1 << 20);
                                TinyServer.send(socket, TOO_LARGE.substring(9));
                            } else {
                                TinyServer.send(socket, TOO_LARGE);
                            }
                            if (how.startsWith("half-close")) {
                                socket.shutdownOutput();
                            }
                            if (how.endsWith("reset")) {
                                reset(socket);
                            } else if (how.equals("read all")) {
                                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                            }
                        })) {
            for (int i = 1; i <= 3; i++) {
                try (HttpClient.Exchange exchange = upload(server)) {
                    assertThat(exchange.status()).isEqualTo(413);
                }
                assertThat(server.connections()).isEqualTo(i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReusedConnectionThatRejectsARequestIsBelieved(boolean reset) throws Exception {
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            TinyServer.send(socket, Questions.answer(Questions.next(socket)));
                            readSome(socket);
                            TinyServer.send(socket, TOO_LARGE);
                            if (reset) {
                                reset(socket);
                            }
                        })) {
            assertThat(Questions.text(http.send(Questions.call(server, "q1")))).isEqualTo("q1");
            try (HttpClient.Exchange exchange = upload(server)) {
                assertThat(exchange.status()).isEqualTo(413);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void theRestOfARejectedRequestIsNotSent() throws Exception {
        var read = new long[1];
        var ended = new CountDownLatch(1);
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            readSome(socket);
                            TinyServer.send(socket, TOO_LARGE);
                            try (InputStream in = socket.getInputStream()) {
                                read[0] = in.transferTo(OutputStream.nullOutputStream());
                            } finally {
                                ended.countDown();
                            }
                        })) {
            Questions.text(upload(server));
            ended.await();
            assertThat(read[0]).isLessThan(SIZE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 100 Cont",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n"
            })
    void anInterimOrGoodResponseLetsTheRequestGoOn(String early) throws Exception {
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            readSome(socket);
                            TinyServer.send(socket, early);
                            socket.getInputStream().readNBytes(SIZE - SOME);
                            if (early.endsWith("Cont")) {
                                TinyServer.send(socket, "inue\r\n\r\n");
                            }
                            TinyServer.send(
                                    socket,
                                    early.contains("200")
                                            ? "q"
                                            : "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nq");
                        })) {
            assertThat(Questions.text(upload(server))).isEqualTo("q");
        }
    }
}
