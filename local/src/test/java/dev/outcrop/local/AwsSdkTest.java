package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.auth.scheme.BedrockRuntimeAuthSchemeProvider;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * AWS's SDK for Java, told nothing but the endpoint. The asynchronous client speaks HTTP/2 with
 * prior knowledge.
 */
class AwsSdkTest {
    private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    private static LocalBedrock local;
    private static BedrockRuntimeClient sync;
    private static BedrockRuntimeAsyncClient async;

    @BeforeAll
    static void start() {
        local = LocalBedrock.start();
        var credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "none"));
        sync =
                BedrockRuntimeClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(credentials)
                        .authSchemeProvider(BedrockRuntimeAuthSchemeProvider.defaultProvider())
                        .build();
        async =
                BedrockRuntimeAsyncClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(credentials)
                        .authSchemeProvider(BedrockRuntimeAuthSchemeProvider.defaultProvider())
                        .build();
    }

    @AfterAll
    static void stop() {
        sync.close();
        async.close();
        local.close();
    }

    @Test
    void chatsSynchronously() {
        var response =
                sync.converse(
                        request ->
                                request.modelId(MODEL)
                                        .system(SystemContentBlock.fromText("Be brief."))
                                        .messages(user("Tell me three jokes about statisticians")));

        assertThat(response.output().message().content().getFirst().text())
                .contains("1. A statistician")
                .contains("3. A statistician's wife");
        assertThat(response.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(response.usage().totalTokens())
                .isEqualTo(response.usage().inputTokens() + response.usage().outputTokens());
        assertThat(response.responseMetadata().requestId()).isNotEqualTo("UNKNOWN");
        assertThat(local.requests().getLast().header("authorization"))
                .startsWith("AWS4-HMAC-SHA256 ");
    }

    @Test
    void chatsAsynchronouslyOverHttp2() throws Exception {
        var response =
                async.converse(request -> request.modelId(MODEL).messages(user("Over HTTP/2")))
                        .get(30, TimeUnit.SECONDS);

        assertThat(response.output().message().content().getFirst().text())
                .contains("“Over HTTP/2”");
        assertThat(local.requests().getLast().protocol()).isEqualTo("HTTP/2.0");
    }

    @Test
    void takesAnArn() {
        var response =
                sync.converse(
                        request ->
                                request.modelId(
                                                "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/1arbu5hu2sjr")
                                        .messages(user("Hello")));

        assertThat(response.stopReason()).isEqualTo(StopReason.END_TURN);
    }

    @Test
    void namesTheErrorAndItsCode() {
        assertThatThrownBy(
                        () ->
                                sync.converse(
                                        request ->
                                                request.modelId("does-not-exist")
                                                        .messages(user("Hello"))))
                .isInstanceOfSatisfying(
                        ValidationException.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(400);
                            assertThat(e.awsErrorDetails().errorCode())
                                    .isEqualTo("ValidationException");
                            assertThat(e.awsErrorDetails().errorMessage())
                                    .isEqualTo("The provided model identifier is invalid.");
                            assertThat(e.requestId()).isNotBlank();
                        });
    }

    @Test
    void namesTheErrorOfAStream() {
        assertThatThrownBy(() -> stream("does-not-exist", "Hello").get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ValidationException.class);
    }

    @Test
    void streamsThreeAnswersAtOnce() throws Exception {
        var answers = IntStream.range(0, 3).mapToObj(i -> stream(MODEL, "Question " + i)).toList();

        for (int i = 0; i < 3; i++) {
            assertThat(answers.get(i).get(30, TimeUnit.SECONDS))
                    .startsWith("This is the local Bedrock.")
                    .contains("“Question " + i + "”")
                    .endsWith("end_turn");
        }
    }

    /** The text, and after it the stop reason. */
    private static CompletableFuture<String> stream(String modelId, String question) {
        var text = new StringBuilder();
        return async.converseStream(
                        request -> request.modelId(modelId).messages(user(question)),
                        ConverseStreamResponseHandler.builder()
                                .subscriber(
                                        ConverseStreamResponseHandler.Visitor.builder()
                                                .onContentBlockDelta(
                                                        event -> text.append(event.delta().text()))
                                                .onMessageStop(
                                                        event ->
                                                                text.append(
                                                                        event.stopReasonAsString()))
                                                .build())
                                .build())
                .thenApply(done -> text.toString());
    }

    private static Message user(String text) {
        return Message.builder().role("user").content(ContentBlock.fromText(text)).build();
    }
}
