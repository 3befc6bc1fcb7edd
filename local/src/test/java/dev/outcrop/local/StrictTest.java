package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.local.authentication.LocalCredentials;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.auth.scheme.BedrockRuntimeAuthSchemeProvider;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.TimeUnit;

/** A local Bedrock that checks signatures, and AWS's SDK, which makes them. */
class StrictTest {
    private static LocalBedrock local;

    @BeforeAll
    static void start() {
        local =
                LocalBedrock.builder()
                        .credentials(
                                LocalCredentials.keys("AKIDEXAMPLE", "secret"),
                                LocalCredentials.bearer("api-key"))
                        .start();
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "us.anthropic.claude-haiku-4-5-20251001-v1:0",
                "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0"
            })
    void letsInWhatTheSdkSigns(String modelId) throws Exception {
        try (var sync = sync("secret");
                var async =
                        BedrockRuntimeAsyncClient.builder()
                                .endpointOverride(local.endpoint())
                                .region(Region.US_EAST_1)
                                .credentialsProvider(credentials("secret"))
                                .authSchemeProvider(
                                        BedrockRuntimeAuthSchemeProvider.defaultProvider())
                                .build()) {
            assertThat(sync.converse(request(modelId)).stopReasonAsString()).isEqualTo("end_turn");
            assertThat(
                            async.converse(request(modelId))
                                    .get(30, TimeUnit.SECONDS)
                                    .stopReasonAsString())
                    .isEqualTo("end_turn");
        }
    }

    @Test
    void refusesAWrongSecret() {
        try (var sync = sync("wrong")) {
            assertThatThrownBy(() -> sync.converse(request("amazon.nova-lite-v1:0")))
                    .isInstanceOfSatisfying(
                            BedrockRuntimeException.class,
                            e -> {
                                assertThat(e.statusCode()).isEqualTo(403);
                                assertThat(e.awsErrorDetails().errorCode())
                                        .isEqualTo("InvalidSignatureException");
                                assertThat(e.awsErrorDetails().errorMessage())
                                        .contains("The Canonical String for this request");
                            });
        }
    }

    @Test
    void letsInABearerTokenAndNobodyElse() throws Exception {
        try (var http = new Http(local)) {
            var request =
                    HttpRequest.newBuilder(http.uri("/model/" + Http.MODEL + "/converse"))
                            .POST(BodyPublishers.ofString(Http.asking("Hello")));

            assertThat(http.send(request.copy()).statusCode()).isEqualTo(403);
            assertThat(
                            http.send(request.copy().header("Authorization", "Bearer api-key"))
                                    .statusCode())
                    .isEqualTo(200);
            assertThat(http.post("/v1/chat/completions", "{}").body())
                    .contains("permission_denied_error");
        }
    }

    @Test
    void itsOwnClientHasTheKeys() {
        try (var bedrock = local.connect()) {
            assertThat(bedrock.model("amazon.nova-lite-v1:0").invoke("Hello").text())
                    .contains("local Bedrock");
        }
    }

    private static BedrockRuntimeClient sync(String secret) {
        return BedrockRuntimeClient.builder()
                .endpointOverride(local.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials(secret))
                .authSchemeProvider(BedrockRuntimeAuthSchemeProvider.defaultProvider())
                .build();
    }

    private static StaticCredentialsProvider credentials(String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", secret));
    }

    private static ConverseRequest request(String modelId) {
        return ConverseRequest.builder()
                .modelId(modelId)
                .messages(
                        Message.builder()
                                .role("user")
                                .content(ContentBlock.fromText("Hello"))
                                .build())
                .build();
    }
}
