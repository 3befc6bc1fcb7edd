package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A body that is refused for its size: the answer comes at once, and no reset takes it away. */
@Timeout(120)
class LargeBodiesTest {
    private static final int PIECE = 1 << 20;

    private static LocalBedrock local;

    @BeforeAll
    static void start() {
        local = LocalBedrock.start();
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    private static Socket post(String headers) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), local.port());
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write(
                        ("POST /model/amazon.nova-lite-v1%3A0/converse HTTP/1.1\r\n"
                                        + headers
                                        + "\r\n\r\n")
                                .getBytes(US_ASCII));
        return socket;
    }

    private static void chunks(OutputStream out, int count) throws IOException {
        byte[] head = (Integer.toHexString(PIECE) + "\r\n").getBytes(US_ASCII);
        for (int i = 0; i < count; i++) {
            out.write(head);
            out.write(new byte[PIECE]);
            out.write("\r\n".getBytes(US_ASCII));
        }
    }

    @ParameterizedTest
    @CsvSource({"localhost, 413", "example.org, 403"})
    void whoSendsAllOfTheBodyFirstIsAnsweredAfterIt(String host, int status) throws IOException {
        try (var socket = post("Host: " + host + "\r\nContent-Length: " + 32 * PIECE)) {
            for (int i = 0; i < 32; i++) {
                socket.getOutputStream().write(new byte[PIECE]);
            }
            assertThat(RawHttp.whole(socket.getInputStream())).startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void aBodyOfUnknownLengthIsReadToItsEndToo() throws IOException {
        try (var socket = post("Host: localhost\r\nTransfer-Encoding: chunked")) {
            chunks(socket.getOutputStream(), 32);
            socket.getOutputStream().write("0\r\n\r\n".getBytes(US_ASCII));

            assertThat(RawHttp.whole(socket.getInputStream())).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void theAnswerDoesNotWaitForTheBody() throws IOException {
        try (var socket = post("Host: localhost\r\nContent-Length: " + 32 * PIECE)) {
            socket.getOutputStream().write(new byte[PIECE]);

            assertThat(RawHttp.all(socket.getInputStream()))
                    .startsWith("HTTP/1.1 413")
                    .contains("The request body is too large.");
            socket.getOutputStream().write(new byte[PIECE]);
        }
    }

    @Test
    void whoWaitsToBeAskedForTheBodyIsNotAsked() throws IOException {
        String headers = "Host: localhost\r\nExpect: 100-continue\r\nContent-Length: " + 32 * PIECE;
        try (var socket = post(headers)) {
            assertThat(RawHttp.all(socket.getInputStream()))
                    .startsWith("HTTP/1.1 413")
                    .doesNotContain("100 Continue");
        }
    }

    @Test
    void aBodyWithoutEndIsNotReadForEver() throws IOException {
        try (var socket = post("Host: localhost\r\nTransfer-Encoding: chunked")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> chunks(socket.getOutputStream(), 1_000));
        }
    }
}
