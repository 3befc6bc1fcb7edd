package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.local.junit.LocalBedrockTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests that offer to go on with HTTP/2, as the JDK's client does unless told otherwise. */
@LocalBedrockTest
class UpgradeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/models HTTP/1.1\r\nHost: localhost\r\n%s\r\n",
                "POST /model/m/converse HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: 2\r\n\r\n{}",
                "POST /model/m/converse HTTP/1.1\r\nHost: localhost\r\n%sTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
            })
    void areAnsweredOverHttp11(String request, LocalBedrock local) throws Exception {
        String offer =
                """
                Connection: Upgrade, HTTP2-Settings\r
                Upgrade: h2c\r
                HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r
                """;
        try (var plain = new Socket(InetAddress.getLoopbackAddress(), local.port());
                var tls =
                        Http.tls()
                                .getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), local.port())) {
            for (Socket socket : List.of(plain, tls)) {
                socket.setSoTimeout(30_000);
                socket.getOutputStream()
                        .write(request.formatted(offer).getBytes(StandardCharsets.US_ASCII));

                RawHttp.Answer answer = RawHttp.parsed(RawHttp.whole(socket.getInputStream()));

                assertThat(answer.head())
                        .startsWith(request.startsWith("GET") ? "HTTP/1.1 200" : "HTTP/1.1 400");
                assertThat(answer.body()).startsWith("{");
            }
        }
    }

    @Test
    void mayHaveABodyOfUnknownLength(LocalBedrock local) throws Exception {
        byte[] body = Http.asking("Hello").getBytes(StandardCharsets.UTF_8);
        var request =
                HttpRequest.newBuilder(
                                URI.create(local.endpoint() + "/model/" + Http.MODEL + "/converse"))
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }
}
