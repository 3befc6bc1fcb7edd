package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What no client of HTTP would send gets an answer or a close. */
class BadHttpTest {
    private static LocalBedrock local;

    @BeforeAll
    static void start() {
        local = LocalBedrock.start();
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "POST /model/a%2/converse HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                "POST /model/../x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "POST / HTTP/1.1\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nnot a frame of HTTP/2 at all, nor of anything"
            })
    void answersOrCloses(String request) throws Exception {
        String answer = exchange(request);

        assertThat(answer).doesNotContain("<html>").doesNotContain("Jetty").doesNotContain("at ");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST:1, 200",
        "127.0.0.1, 200",
        "[::1], 200",
        "bedrock-runtime.us-east-1.localhost, 200",
        "example.org, 403",
        "127.0.0.1.example.org, 403",
        "notlocalhost, 403",
        "localhost.example.org, 403",
        "10.0.0.1, 403"
    })
    void answersOnlyToTheNamesOfThisMachine(String host, int status) throws Exception {
        String body = Http.asking("Hello");
        String answer =
                exchange(
                        "POST /model/anthropic.claude-v2/converse HTTP/1.1\r\nHost: "
                                + host
                                + "\r\nConnection: close\r\nContent-Length: "
                                + body.length()
                                + "\r\n\r\n"
                                + body);

        assertThat(answer).startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @CsvSource({
        "':authority,localhost', true",
        "'host,localhost:80', true",
        "':authority,localhost,host,localhost', true",
        "'host,example.org', false",
        "'host,example.org:80', false",
        "'x,y', false",
        "':authority,example.org', false",
        "':authority,localhost,host,example.org', false",
        "':authority,example.org,host,localhost', false",
        "'host,localhost,host,example.org', false"
    })
    void everyHostOfAnHttp2RequestMustBeOfThisMachine(String headers, boolean answered)
            throws Exception {
        List<RawHttp2.Received> frames = RawHttp2.post(local, List.of(headers.split(",", -1)));

        String said =
                frames.stream()
                        .filter(frame -> frame.type() == RawHttp2.DATA)
                        .map(frame -> new String(frame.payload().toArray(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining());
        assertThat(said.contains("A conversation must start")).as(said).isEqualTo(answered);
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.org/, localhost",
        "http://localhost/, example.org",
        "http://localhost.example.org:80/, 127.0.0.1"
    })
    void everyHostOfAnHttp1RequestMustBeOfThisMachine(String target, String host) throws Exception {
        String answer =
                exchange(
                        "GET "
                                + target
                                + "foundation-models HTTP/1.1\r\nHost: "
                                + host
                                + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 40[03].*");
    }

    @Test
    void staysUpWhenAClientLeaves() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), local.port())) {
            socket.getOutputStream()
                    .write(
                            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
        }
        try (var http = new Http(local)) {
            assertThat(http.converse(Http.asking("Hello")).statusCode()).isEqualTo(200);
        }
    }

    private static String exchange(String request) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), local.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
