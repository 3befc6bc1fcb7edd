package dev.outcrop.local.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.AwsCredentials;
import dev.outcrop.aws.Environment;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.SigningCredentials;
import dev.outcrop.local.authentication.LocalCredentials;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.auth.scheme.BedrockRuntimeAuthSchemeProvider;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A service that wants signatures, recorded for clients that know nothing of its keys. */
class SignedRecordingTest {
    private static final String TOKEN = "session-token-canary";
    private static final String SECRET = "secret-canary";
    private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final LocalCredentials KEYS =
            LocalCredentials.temporaryKeys(
                    "ASIACANARY00001", SECRET, TOKEN, Instant.parse("2999-01-01T00:00:00Z"));

    @TempDir Path folder;

    private LocalBedrock service;

    @BeforeEach
    void start() {
        service =
                LocalBedrock.builder()
                        .credentials(KEYS, LocalCredentials.bearer("api-key-canary"))
                        .start();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void signsForTheServiceInPlaceOfTheClient() throws Exception {
        try (var recorder = recorder(KEYS);
                var local = LocalBedrock.builder().standIn(recorder).start();
                var client = client(local)) {
            assertThat(ask(client)).contains("“Hello”");
            assertThat(get(local, "/foundation-models?byProvider=Amazon").statusCode())
                    .isEqualTo(200);
        }
        assertThat(service.requests())
                .allSatisfy(
                        request ->
                                assertThat(request.header("authorization"))
                                        .contains("ASIACANARY00001"));
        assertThat(service.requests().getFirst().header("amz-sdk-invocation-id")).isNotNull();
        assertThat(recordings())
                .hasSize(2)
                .allSatisfy(SignedRecordingTest::hasNoSecret)
                .anySatisfy(text -> assertThat(text).contains("?byProvider=Amazon"));
    }

    @Test
    void saysAgainWhatItRecorded() throws Exception {
        String said;
        try (var recorder = recorder(KEYS);
                var local = LocalBedrock.builder().standIn(recorder).start();
                var client = client(local)) {
            said = ask(client);
        }
        try (var local = LocalBedrock.builder().standIn(Replay.from(folder)).start();
                var client = client(local)) {
            assertThat(ask(client)).isEqualTo(said);
        }
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void letsAnApiKeyThroughAsItCame() throws Exception {
        try (var recorder = recorder(LocalCredentials.keys("AKIAWRONG", "wrong"));
                var local = LocalBedrock.builder().standIn(recorder).start()) {
            var response =
                    send(
                            local,
                            request ->
                                    request.header("Authorization", "Bearer api-key-canary")
                                            .POST(BodyPublishers.ofString(BODY)),
                            "/model/" + MODEL.replace(":", "%3A") + "/converse");

            assertThat(response.statusCode()).isEqualTo(200);
        }
        assertThat(service.requests().getLast().header("authorization"))
                .isEqualTo("Bearer api-key-canary");
        assertThat(recordings()).hasSize(1).allSatisfy(SignedRecordingTest::hasNoSecret);
    }

    @Test
    void takesTheSecretsOutOfARefusalThatRepeatsThem() throws Exception {
        var wrong =
                LocalCredentials.temporaryKeys(
                        "ASIACANARY00001", "another", TOKEN, Instant.parse("2999-01-01T00:00:00Z"));
        try (var recorder = recorder(wrong);
                var local = LocalBedrock.builder().standIn(recorder).start();
                var client = client(local)) {
            assertThatThrownBy(() -> ask(client))
                    .isInstanceOf(BedrockRuntimeException.class)
                    .hasMessageContaining("The request signature we calculated does not match")
                    .hasMessageContaining(TOKEN);
        }
        assertThat(recordings())
                .isNotEmpty()
                .allSatisfy(SignedRecordingTest::hasNoSecret)
                .allSatisfy(text -> assertThat(text).contains("x-amz-security-token:[taken out]"));
    }

    @Test
    void tellsTheClientWhereThereAreNoCredentials() throws Exception {
        var environment =
                Environment.of(
                        Map.of("AWS_EC2_METADATA_DISABLED", "true"), folder, Clock.systemUTC());
        try (var recorder =
                        Recorder.of(service.endpoint(), folder)
                                .signing(
                                        SigningCredentials.of(AwsCredentials.standard(environment)),
                                        "us-east-1");
                var local = LocalBedrock.builder().standIn(recorder).start();
                var client = client(local)) {
            assertThatThrownBy(() -> ask(client))
                    .hasMessageContaining("The local Bedrock emulator cannot record:");
        }
        assertThat(service.requests()).isEmpty();
    }

    private static final String BODY =
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}";

    private Recorder recorder(LocalCredentials credentials) throws IOException {
        return Recorder.of(service.endpoint(), folder).signing(() -> credentials, "eu-west-1");
    }

    private static BedrockRuntimeClient client(LocalBedrock local) {
        return BedrockRuntimeClient.builder()
                .endpointOverride(local.endpoint())
                .region(Region.US_EAST_1)
                // An API key in the environment would be stronger than keys given here.
                .authSchemeProvider(BedrockRuntimeAuthSchemeProvider.defaultProvider())
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("nobody", "knows")))
                .build();
    }

    private static String ask(BedrockRuntimeClient client) {
        Message question =
                Message.builder().role("user").content(ContentBlock.fromText("Hello")).build();
        return client.converse(request -> request.modelId(MODEL).messages(question))
                .output()
                .message()
                .content()
                .getFirst()
                .text();
    }

    private static HttpResponse<String> get(LocalBedrock local, String target) throws Exception {
        return send(local, HttpRequest.Builder::GET, target);
    }

    private static HttpResponse<String> send(
            LocalBedrock local, UnaryOperator<HttpRequest.Builder> how, String target)
            throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    how.apply(HttpRequest.newBuilder(URI.create(local.endpoint() + target)))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private List<String> recordings() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(SignedRecordingTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void hasNoSecret(String recording) {
        assertThat(recording).doesNotContainIgnoringCase("canary").doesNotContain("Signature=");
    }
}
