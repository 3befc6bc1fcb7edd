package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.recording.Recorder;
import dev.outcrop.local.recording.Replay;
import dev.outcrop.local.script.Fault;
import dev.outcrop.local.script.ScriptFile;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Whoever answers, a request without the right key gets nowhere. */
class AuthenticationFirstTest {
    private static final String MODEL = "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/";
    private static final List<String> TARGETS =
            List.of(
                    "POST " + MODEL + "converse",
                    "POST " + MODEL + "converse-stream",
                    "POST " + MODEL + "invoke",
                    "POST " + MODEL + "count-tokens",
                    "POST /guardrail/g/version/1/apply",
                    "POST /v1/chat/completions",
                    "POST /anthropic/v1/messages",
                    "POST /model-invocation-job",
                    "POST /no/such/path",
                    "GET /foundation-models",
                    "GET /inference-profiles?maxResults=3",
                    "GET /v1/models",
                    "GET /",
                    "DELETE /logging/modelinvocations");

    private final LocalBedrock service =
            LocalBedrock.builder().credentials(LocalCredentials.keys("AKIAREAL", "real")).start();

    @TempDir Path folder;

    @AfterEach
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "recorder, HTTP_1_1",
        "recorder, HTTP_2",
        "replay, HTTP_1_1",
        "replay, HTTP_2",
        "script, HTTP_1_1",
        "script, HTTP_2",
        "rehearsal, HTTP_2"
    })
    void everyPathOfEveryEngineIsClosedToThoseWithoutAKey(String engine, HttpClient.Version version)
            throws Exception {
        try (var recorder = recorder();
                var local = engine(engine, recorder).credentials(key()).start();
                var client = client(version)) {
            URI url = version == HttpClient.Version.HTTP_2 ? local.tlsEndpoint() : local.endpoint();
            for (String target : TARGETS) {
                for (String proof : List.of("", "Bearer wrong", "AWS4-HMAC-SHA256 nonsense")) {
                    HttpResponse<String> response =
                            client.send(
                                    request(url, target, "{ not even JSON", proof),
                                    BodyHandlers.ofString());

                    assertThat(response.version()).isEqualTo(version);
                    if (response.statusCode() == 401) {
                        assertThat(target + " " + proof).matches(".*/v1/.* Bearer wrong");
                        assertThat(response.body()).contains("Invalid bearer token");
                        continue;
                    }
                    assertThat(response.statusCode()).as(target + " " + proof).isEqualTo(403);
                    assertThat(response.headers().firstValue("x-amzn-ErrorType").orElse(""))
                            .as(target)
                            .startsWith(
                                    proof.isEmpty()
                                            ? "MissingAuthenticationTokenException:"
                                            : proof.startsWith("Bearer")
                                                    ? "AccessDeniedException:"
                                                    : "IncompleteSignatureException:");
                }
            }
        }
        assertThat(service.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"recorder", "script", "rehearsal"})
    void theRightKeyOpensEveryEngine(String engine) throws Exception {
        try (var recorder = recorder();
                var local = engine(engine, recorder).credentials(key()).start();
                var client = client(HttpClient.Version.HTTP_1_1)) {
            assertThat(
                            client.send(
                                            request(
                                                    local.endpoint(),
                                                    "POST " + MODEL + "converse",
                                                    Http.asking("Hello"),
                                                    "Bearer local-key"),
                                            BodyHandlers.ofString())
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theKeyOfTheLocalBedrockGoesNowhereElse() throws Exception {
        try (var recorder = recorder();
                var local = engine("recorder", recorder).credentials(key()).start();
                var client = client(HttpClient.Version.HTTP_1_1)) {
            for (Map.Entry<String, String> proof :
                    Map.of("authorization", "Bearer local-key", "x-api-key", "local-key")
                            .entrySet()) {
                HttpRequest request =
                        HttpRequest.newBuilder(
                                        URI.create(local.endpoint() + "/anthropic/v1/messages"))
                                .header(proof.getKey(), proof.getValue())
                                .POST(BodyPublishers.ofString("{}"))
                                .build();
                client.send(request, BodyHandlers.ofString());
            }
        }
        assertThat(service.requests())
                .hasSize(2)
                .allSatisfy(
                        request -> {
                            assertThat(request.header("authorization")).contains("AKIAREAL");
                            assertThat(request.headers().toString()).doesNotContain("local-key");
                        });
    }

    @Test
    void aRefusedRequestLeavesTheScriptToOthers() throws Exception {
        try (var local = LocalBedrock.builder().credentials(key()).start();
                var client = client(HttpClient.Version.HTTP_1_1)) {
            local.script(Scripted.text("Kept."));

            assertThat(converse(local, client, "").statusCode()).isEqualTo(403);
            assertThat(converse(local, client, "Bearer local-key").body()).contains("Kept.");
        }
    }

    @Test
    void evenAnAnswerBeforeTheBodyWaitsForTheKey() throws Exception {
        try (var local = LocalBedrock.builder().credentials(key()).start();
                var client = client(HttpClient.Version.HTTP_1_1)) {
            local.script(new Scripted.Early(Fault.html(502)));

            assertThat(converse(local, client, "").statusCode()).isEqualTo(403);
            assertThat(converse(local, client, "Bearer local-key").statusCode()).isEqualTo(502);
        }
    }

    @Test
    void whatARefusedRequestSaysIsNotRead() throws Exception {
        try (var local = LocalBedrock.builder().credentials(key()).start();
                var client = client(HttpClient.Version.HTTP_1_1)) {
            converse(local, client, "Bearer wrong");

            assertThat(local.requests().getLast().method()).isEqualTo("POST");
            assertThat(local.requests().getLast().body()).isEqualTo(Json.NULL);
        }
    }

    @Test
    void aTargetWithAnAuthorityOfItsOwnIsCheckedAlike() throws Exception {
        try (var recorder = recorder();
                var local = engine("recorder", recorder).credentials(key()).start()) {
            for (String target :
                    List.of(
                            "http://localhost" + MODEL + "converse",
                            "//localhost/x",
                            "*",
                            "/%2e")) {
                assertThat(exchange(local, "POST " + target))
                        .as(target)
                        .matches("(?s)HTTP/1.1 40[03].*");
            }
        }
        assertThat(service.requests()).isEmpty();
    }

    private LocalBedrock.Builder engine(String engine, Recorder recorder) throws IOException {
        return switch (engine) {
            case "recorder" -> LocalBedrock.builder().standIn(recorder);
            case "replay" -> LocalBedrock.builder().standIn(Replay.from(folder));
            case "script" -> {
                Path file = folder.resolve("script.txt");
                Files.writeString(file, "{\"answers\":[{\"text\":\"Hi\",\"times\":\"always\"}]}");
                yield LocalBedrock.builder().script("*", ScriptFile.read(file));
            }
            default -> LocalBedrock.builder();
        };
    }

    private Recorder recorder() throws IOException {
        return Recorder.of(service.endpoint(), folder)
                .signing(() -> LocalCredentials.keys("AKIAREAL", "real"), "us-east-1");
    }

    private static LocalCredentials key() {
        return LocalCredentials.bearer("local-key");
    }

    private static HttpClient client(HttpClient.Version version) throws Exception {
        return version == HttpClient.Version.HTTP_2
                ? Http.http2()
                : HttpClient.newBuilder().version(version).build();
    }

    private static HttpResponse<String> converse(
            LocalBedrock local, HttpClient client, String proof) throws Exception {
        return client.send(
                request(local.endpoint(), "POST " + MODEL + "converse", Http.asking("Hi"), proof),
                BodyHandlers.ofString());
    }

    private static HttpRequest request(URI endpoint, String target, String body, String proof) {
        String[] parts = target.split(" ", 2);
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(endpoint + parts[1]))
                        .method(
                                parts[0],
                                parts[0].equals("POST")
                                        ? BodyPublishers.ofString(body)
                                        : BodyPublishers.noBody());
        return (proof.isEmpty() ? builder : builder.header("Authorization", proof)).build();
    }

    private static String exchange(LocalBedrock local, String line) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), local.port())) {
            socket.setSoTimeout(30_000);
            String request =
                    line
                            + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
                            + "Connection: close\r\n\r\n{}";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
