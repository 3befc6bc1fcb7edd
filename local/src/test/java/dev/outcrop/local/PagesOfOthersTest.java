package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a page from elsewhere can make a browser send: each is refused, and reaches no model. */
class PagesOfOthersTest {
    private static final String PATH = "/model/amazon.nova-lite-v1:0/converse";
    private static LocalBedrock local;

    @BeforeAll
    static void start() {
        local = LocalBedrock.start();
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    private static String status(String head, String body) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), local.port())) {
            socket.setSoTimeout(20_000);
            String request = head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            var answer = new StringBuilder();
            for (int c; (c = socket.getInputStream().read()) >= 0 && c != '\r'; ) {
                answer.append((char) c);
            }
            return answer.toString();
        }
    }

    private static void assertRefused(String head, String body) throws Exception {
        int before = local.requests().size();

        assertThat(status(head, body)).contains(" 403");

        assertThat(local.requests()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://localhost.evil.example",
                "http://127.0.0.1.evil.example",
                "http://evil.example#@localhost",
                "http://evil.example/localhost",
                "file://",
                "localhost",
                ""
            })
    void thePageOfAnotherMachineIsRefused(String origin) throws Exception {
        assertRefused(
                "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin + "\r\n",
                Http.asking("Hello"));
    }

    @Test
    void aNameThatWasReboundIsRefused() throws Exception {
        assertRefused("POST " + PATH + " HTTP/1.1\r\nHost: evil.example\r\n", Http.asking("Hello"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "text/plain",
                "multipart/form-data; boundary=x"
            })
    void aFormThatIsSentOffIsRefused(String type) throws Exception {
        assertRefused(
                "POST "
                        + PATH
                        + " HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
                        + "Content-Type: "
                        + type
                        + "\r\n",
                Http.asking("Hello"));
    }

    @Test
    void aWebSocketIsRefused() throws Exception {
        assertRefused(
                "GET "
                        + PATH
                        + " HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
                        + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
                "");
    }

    @Test
    void aPageIsNotToldThatItMay() throws Exception {
        assertRefused(
                "OPTIONS "
                        + PATH
                        + " HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
                        + "Access-Control-Request-Method: POST\r\n",
                "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "https://127.0.0.1", "http://[::1]:8080"})
    void aPageOfThisMachineIsAnswered(String origin) throws Exception {
        assertThat(
                        status(
                                "POST "
                                        + PATH
                                        + " HTTP/1.1\r\nHost: localhost\r\nOrigin: "
                                        + origin
                                        + "\r\n",
                                Http.asking("Hello")))
                .contains(" 200");
    }
}
