package dev.outcrop.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

class FaultServerTest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpResponse<byte[]> ask(FaultServer server, int caller, String mode) throws Exception {
        return client.send(
                HttpRequest.newBuilder(server.endpoint().resolve("/model/m/" + mode))
                        .POST(HttpRequest.BodyPublishers.ofString(Ask.of(caller, false).question()))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    @Test
    void eachCallerGoesThroughTheScriptsInTurn() throws Exception {
        var script = Script.inTurn(Answers.error(429, "ThrottlingException", "no"), Answers.GOOD);
        try (var server = new FaultServer(script, () -> {})) {
            assertThat(ask(server, 1, "converse").statusCode()).isEqualTo(429);
            assertThat(ask(server, 2, "converse").statusCode()).isEqualTo(429);
            assertThat(new String(ask(server, 1, "converse").body(), UTF_8)).contains(Answers.TEXT);

            assertThat(server.requests()).extracting(Asked::caller).containsExactly(1, 2, 1);
            assertThat(server.requests()).extracting(Asked::number).containsExactly(1, 1, 2);
            assertThat(server.good(1)).isEqualTo(1);
            assertThat(server.good(2)).isZero();
        }
    }

    @Test
    void aStreamIsWholeInChunks() throws Exception {
        try (var server = new FaultServer(Answers.GOOD, () -> {})) {
            assertThat(ask(server, 1, "converse-stream").body())
                    .isEqualTo(Message.joined(Answers.stream()));
        }
    }

    @Test
    void aClosedConnectionIsSeenAsBroken() throws Exception {
        Script cut =
                (asked, connection) -> {
                    Answers.begin(connection);
                    connection.close();
                };
        try (var server = new FaultServer(cut, () -> {})) {
            assertThatThrownBy(() -> ask(server, 1, "converse-stream"))
                    .isInstanceOf(IOException.class);
        }
    }
}
