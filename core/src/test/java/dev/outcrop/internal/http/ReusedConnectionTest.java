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
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** A response reaches the call that it answers, and no other one. */
@Timeout(60)
class ReusedConnectionTest {
    private static final String FOREIGN = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nforeign";
    private static final String EARLY_END =
            "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

    private final SocketHttpClient http = new SocketHttpClient(() -> Tls.DEFAULT);

    @AfterEach
    void close() {
        http.close();
    }

    private String ask(TinyServer server, String question) throws IOException {
        return Questions.text(http.send(Questions.call(server, question)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n1\r\n0\r\n\r\n",
                "HTTP/1.1 400 No\r\nContent-Length: 1\r\n\r\n1",
                "HTTP/1.1 204 No Content\r\n\r\n"
            })
    void bytesAfterAResponseInTheSamePacketAreNotTheNextResponse(String response) throws Exception {
        for (String extra :
                new String[] {FOREIGN, EARLY_END, "x", "\r\n", "HTTP/1.1 100 C\r\n\r\n"}) {
            try (var server =
                    new TinyServer(
                            (n, socket) -> {
                                for (int i = 1; ; i++) {
                                    String question = Questions.next(socket);
                                    TinyServer.send(
                                            socket,
                                            n == 1 && i == 1
                                                    ? response + extra
                                                    : Questions.answer(question));
                                }
                            })) {
                ask(server, "1");
                for (int i = 2; i < 5; i++) {
                    assertThat(ask(server, "q" + i)).isEqualTo("q" + i);
                }
                assertThat(server.connections()).as(extra).isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FOREIGN, EARLY_END, "x", "\r\n", ""})
    void bytesThatArriveWhileAConnectionIsIdleAreNotTheNextResponse(String extra) throws Exception {
        var idle = new CountDownLatch(1);
        var sent = new CountDownLatch(1);
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            TinyServer.send(socket, Questions.answer(Questions.next(socket)));
                            if (n == 1) {
                                idle.await();
                                TinyServer.send(socket, extra);
                                if (extra.isEmpty()) {
                                    socket.shutdownOutput();
                                }
                                sent.countDown();
                            }
                            while (true) {
                                TinyServer.send(socket, Questions.answer(Questions.next(socket)));
                            }
                        })) {
            assertThat(ask(server, "q1")).isEqualTo("q1");
            idle.countDown();
            sent.await();
            for (int i = 2; i < 5; i++) {
                assertThat(ask(server, "q" + i)).isEqualTo("q" + i);
            }
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionOnWhichNothingArrivesIsUsedAgain() throws Exception {
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            while (true) {
                                TinyServer.send(socket, Questions.answer(Questions.next(socket)));
                            }
                        })) {
            for (int i = 0; i < 50; i++) {
                assertThat(ask(server, "q" + i)).isEqualTo("q" + i);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** The response comes before the request is out, so an earlier request may be its reason. */
    @Test
    void aResponseThatComesDuringALargeRequestIsNotItsOwnUnlessItRejectsIt() throws Exception {
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            if (n == 1) {
                                TinyServer.send(socket, Questions.answer(Questions.next(socket)));
                                socket.getInputStream().readNBytes(1);
                                TinyServer.send(socket, FOREIGN);
                                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                            }
                        })) {
            assertThat(ask(server, "q1")).isEqualTo("q1");
            var large =
                    Questions.call(
                            server, "q2", new byte[20 << 20], Timeouts.DEFAULT, new Cancellation());
            assertThatThrownBy(() -> http.send(large)).isInstanceOf(IOException.class);
        }
    }
}
