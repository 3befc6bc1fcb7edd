package dev.outcrop.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.policy.Tls;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Idle connections are closed without a call that would need one. */
@Timeout(60)
class IdleConnectionsTest {
    private final SocketHttpClient http = new SocketHttpClient(() -> Tls.DEFAULT);

    @AfterEach
    void close() {
        http.close();
    }

    private void askAtOnce(TinyServer server, int many) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<String>>();
            for (int i = 0; i < many; i++) {
                String question = "q" + i;
                asked.add(
                        threads.submit(
                                () -> Questions.text(http.send(Questions.call(server, question)))));
            }
            for (Future<String> each : asked) {
                each.get();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thoseThatTheServerHasClosedAreClosed(boolean extra) throws Exception {
        int many = 100;
        var asked = new CountDownLatch(many);
        var closed = new CountDownLatch(many);
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            String question = Questions.next(socket);
                            asked.countDown();
                            asked.await();
                            TinyServer.send(socket, Questions.answer(question));
                            if (extra) {
                                TinyServer.send(socket, "x");
                            } else {
                                socket.shutdownOutput();
                            }
                            awaitEnd(socket);
                            closed.countDown();
                        })) {
            askAtOnce(server, many);
            closed.await();
        }
    }

    private static void awaitEnd(Socket socket) {
        try {
            while (socket.getInputStream().read() >= 0) {}
        } catch (IOException e) {
            // it was reset
        }
    }

    @Test
    void thoseThatHaveBeenIdleForTooLongAreClosed() throws Exception {
        var closed = new CountDownLatch(1);
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            Questions.next(socket);
                            TinyServer.send(
                                    socket,
                                    "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\n"
                                            + "Content-Length: 1\r\n\r\n1");
                            awaitEnd(socket);
                            closed.countDown();
                        })) {
            askAtOnce(server, 1);
            closed.await();
        }
    }

    /** A call finds the connection that was used last, and others take the rest. */
    @Test
    void aRouteWithoutConnectionsIsForgotten() throws Exception {
        var idle = new IdleConnections();
        var limits = new TimeoutThread(Set.of(), now -> TimeoutThread.NONE, Duration.ZERO);
        try (var listener =
                ServerSocketChannel.open()
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            for (int i = 0; i < 10; i++) {
                SocketChannel channel = SocketChannel.open(listener.getLocalAddress());
                Route route = Route.of(URI.create("http://host" + i), null);
                var wire = new Connection(route, limits, channel.socket(), new BufferPool());
                wire.bind(channel.socket());
                assertThat(wire.rest(0, 10)).isTrue();
                idle.add(wire);
                assertThat(idle.take(route)).isSameAs(wire);
                assertThat(idle.take(route)).isNull();
                idle.add(wire);
            }
            assertThat(idle.takeUnusable(9)).isEmpty();
            assertThat(idle.routes()).isEqualTo(10);
            assertThat(idle.takeUnusable(10)).hasSize(10).allSatisfy(Connection::close);
            assertThat(idle.takeUnusable(10)).isEmpty();
            assertThat(idle.routes()).isZero();
        }
    }
}
