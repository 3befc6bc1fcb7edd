package dev.outcrop.it.ellmer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Environment;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.it.WithLocal;
import dev.outcrop.it.faults.CapturedLog;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Rows 1 to 11 of docs/ellmer.md: the way to the service. */
@Isolated
class ConnectionRowsTest extends WithLocal {
    @TempDir private Path folder;

    private Environment environment(Map<String, String> variables) {
        return Environment.of(variables, folder, Clock.systemUTC());
    }

    @Test
    @DisplayName("row 1: the default model is said once it is taken, and only then")
    void theDefaultModelIsSaidWhenItIsTaken() {
        try (var log = new CapturedLog()) {
            bedrock.chat(NOVA).open();
            assertThat(log.text()).isEmpty();

            Chat chat = bedrock.chat().open();
            bedrock.chat().open();
            // Once in a process: another test may have been first.
            if (!log.text().isEmpty()) {
                assertThat(log.text()).contains("Using model \"" + chat.model().id() + "\"");
                assertThat(log.text().split("Using model", -1)).hasSize(2);
            }
        }
    }

    @Test
    @DisplayName("row 2: an ARN is one segment of the path")
    void anArnIsOneSegmentOfThePath() {
        bedrock.model(ARN).invoke("Hi");

        assertThat(local.requests().getLast().path())
                .isEqualTo(
                        "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3A"
                                + "application-inference-profile%2Fa1b2/converse");
    }

    @Test
    @DisplayName("row 4, F14: the signature's region is the caller's, whatever the host is called")
    void theRegionOfTheSignatureIsTheCallers() {
        try (var client =
                Bedrock.builder()
                        .region("eu-west-3")
                        .baseUrl(local.endpoint().toString())
                        .credentials(AwsCredentials.of(Credentials.accessKeys("AK", "sk")))
                        .build()) {
            client.model(NOVA).invoke("Hi");
        }

        assertThat(local.requests().getLast().header("authorization"))
                .contains("/eu-west-3/bedrock/aws4_request");
    }

    @Test
    @DisplayName(
            "row 8: a bearer token is sent as it is, needs no keys, and no region with a baseUrl")
    void aBearerTokenNeedsNeitherKeysNorRegion() {
        var variables = Map.of("AWS_BEARER_TOKEN_BEDROCK", "tok-en", "AWS_ACCESS_KEY_ID", "AK");
        try (var client =
                Bedrock.builder()
                        .environment(environment(variables))
                        .baseUrl(local.endpoint().toString())
                        .build()) {
            client.model(NOVA).invoke("Hi");
        }

        var request = local.requests().getLast();
        assertThat(request.header("authorization")).isEqualTo("Bearer tok-en");
        assertThat(request.header("x-amz-date")).isNull();
    }

    @Test
    @DisplayName("row 9: no secret is in a saved chat, in toString or in an error")
    void noSecretIsKept() throws Exception {
        local.script(Scripted.text("Yes."), Scripted.error("ValidationException", "no"));
        try (var client =
                Bedrock.builder()
                        .region("us-east-1")
                        .baseUrl(local.endpoint().toString())
                        .apiKey("very-secret-key")
                        .build()) {
            Chat chat =
                    client.model(NOVA)
                            .withApiHeaders(Map.of("X-Key", "secret-header"))
                            .chat()
                            .open();
            chat.ask("Hi");
            chat.save(folder.resolve("chat.json"));

            assertThat(Files.readString(folder.resolve("chat.json"))).doesNotContain("secret");
            assertThat(client + " " + chat + " " + chat.model()).doesNotContain("secret");
            assertThatThrownBy(() -> chat.ask("Hi"))
                    .isInstanceOf(BedrockException.class)
                    .asString()
                    .doesNotContain("secret");
        }
    }

    @Test
    @DisplayName("row 10: a baseUrl keeps its path, with and without a slash at its end")
    void aBaseUrlKeepsItsPath() {
        for (String path : new String[] {"/gateway/v1", "/gateway/v1/"}) {
            try (var client =
                    Bedrock.builder()
                            .region("us-east-1")
                            .baseUrl(local.endpoint() + path)
                            .apiKey("k")
                            .build()) {
                assertThatThrownBy(() -> client.model(NOVA).invoke("Hi"))
                        .isInstanceOf(BedrockException.class);
            }

            assertThat(local.requests().getLast().path())
                    .isEqualTo("/gateway/v1/model/us.amazon.nova-lite-v1%3A0/converse");
        }
    }

    @Test
    @DisplayName("row 11: api headers are signed; who is calling is not to be changed by them")
    void apiHeadersAreSignedAndCannotReplaceAuthorization() {
        bedrock.model(NOVA).withApiHeaders(Map.of("X-Team", "search")).invoke("Hi");

        assertThat(local.requests().getLast().header("authorization")).contains("x-team");
        assertThatThrownBy(() -> bedrock.model(NOVA).withApiHeaders(Map.of("Authorization", "no")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("F26: without a region nothing is sent, and the error says where was looked")
    void withoutARegionNothingIsSent() {
        var keys = Map.of("AWS_ACCESS_KEY_ID", "AK", "AWS_SECRET_ACCESS_KEY", "sk");
        try (var client = Bedrock.builder().environment(environment(keys)).build()) {
            assertThatThrownBy(() -> client.model(NOVA).invoke("Hi"))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("AWS_REGION");
        }
    }
}
