package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** Much of everything, from one that does not know when to stop. */
class LimitsTest {
    /** Both ends of each are open in this process, which may have so many files. */
    private static final int CONNECTIONS = 2_000;

    @Test
    void idleConnectionsDoNotHurt() throws Exception {
        try (var local = LocalBedrock.start();
                var http = new Http(local)) {
            var open = new ArrayList<Socket>();
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    var socket = new Socket(InetAddress.getLoopbackAddress(), local.port());
                    socket.getOutputStream().write('P');
                    open.add(socket);
                }
                assertThat(http.converse(Http.asking("Hello")).statusCode()).isEqualTo(200);
            } finally {
                for (Socket socket : open) {
                    socket.close();
                }
            }
            assertThat(http.converse(Http.asking("Hello")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesHeadersWithoutEnd() throws Exception {
        try (var local = LocalBedrock.start()) {
            assertThat(
                            exchange(
                                    local,
                                    "GET / HTTP/1.1\r\nHost: localhost\r\nX: "
                                            + "x".repeat(70_000)
                                            + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 431 ");
            assertThat(
                            exchange(
                                    local,
                                    "GET /"
                                            + "x".repeat(70_000)
                                            + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void takesTheHeadersOfALongSession() throws Exception {
        try (var local = LocalBedrock.start()) {
            assertThat(
                            exchange(
                                    local,
                                    "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Amz-Security-Token: "
                                            + "x".repeat(20_000)
                                            + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void listensElsewhereOnlyWhenTold() throws Exception {
        try (var local = LocalBedrock.builder().host("0.0.0.0").start()) {
            for (String host : new String[] {"192.0.2.7", "192.0.2.7:80", "localhost", "0.0.0.0"}) {
                assertThat(exchange(local, get(host))).startsWith("HTTP/1.1 404 ");
            }
            assertThat(exchange(local, get("evil.example.org"))).startsWith("HTTP/1.1 403 ");
        }
    }

    private static String get(String host) {
        return "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    }

    private static String exchange(LocalBedrock local, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), local.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
