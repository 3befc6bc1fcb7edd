package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.AsyncInvokeOutputDataConfig;
import software.amazon.awssdk.services.bedrockruntime.model.AsyncInvokeStatus;
import software.amazon.awssdk.services.bedrockruntime.model.AsyncInvokeSummary;
import software.amazon.awssdk.services.bedrockruntime.model.ConflictException;
import software.amazon.awssdk.services.bedrockruntime.model.GetAsyncInvokeResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ListAsyncInvokesRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Asynchronous invocations by AWS's SDK. */
class AsyncInvokeTest {
    private static final String REEL = "amazon.nova-reel-v1:1";

    @TempDir private Path buckets;
    private Instant now = Instant.parse("2026-11-30T10:00:00Z");
    private LocalBedrock local;
    private AwsClients aws;

    @BeforeEach
    void start() {
        local = LocalBedrock.builder().clock(() -> now).buckets(buckets).start();
        aws = new AwsClients(local);
    }

    @AfterEach
    void stop() {
        aws.close();
        local.close();
    }

    @Test
    void aVideoIsWrittenToItsFolder() throws Exception {
        String arn = startInvoke(null);
        GetAsyncInvokeResponse working = read(arn);
        now = now.plusSeconds(2);
        GetAsyncInvokeResponse done = read(arn);

        assertThat(working.status()).isEqualTo(AsyncInvokeStatus.IN_PROGRESS);
        assertThat(working.endTime()).isNull();
        assertThat(done.status()).isEqualTo(AsyncInvokeStatus.COMPLETED);
        assertThat(done.endTime()).isEqualTo(now);
        assertThat(done.modelArn()).endsWith("::foundation-model/" + REEL);
        String id = arn.substring(arn.lastIndexOf('/') + 1);
        assertThat(done.outputDataConfig().s3OutputDataConfig().s3Uri())
                .isEqualTo("s3://videos/out/" + id);
        Path folder = buckets.resolve("videos/out").resolve(id);
        assertThat(
                        new String(
                                Files.readAllBytes(folder.resolve("output.mp4")),
                                StandardCharsets.UTF_8))
                .contains("ftypmp42", "mvhd", "A red boat");
        assertThat(Files.readString(folder.resolve("manifest.json"))).contains(REEL, "A red boat");
        assertThat(Files.readString(folder.resolve("video-generation-status.json")))
                .contains("\"location\":\"s3://videos/out/" + id + "/output.mp4\"", "SUCCESS");
    }

    @Test
    void aVideoOfSeveralShotsHasAFileForEach() throws Exception {
        HttpResponse<String> response =
                raw(
                        REEL,
                        "{\"taskType\":\"MULTI_SHOT_AUTOMATED\",\"multiShotAutomatedParams\":"
                                + "{\"text\":\"A story\"},\"videoGenerationConfig\":"
                                + "{\"durationSeconds\":18,\"fps\":24,\"dimension\":\"1280x720\"}}");
        String arn = ((Json.Obj) Json.parse(response.body())).string("invocationArn");
        now = now.plusSeconds(2);

        assertThat(read(String.valueOf(arn)).status()).isEqualTo(AsyncInvokeStatus.COMPLETED);
        try (var files = Files.list(folder(String.valueOf(arn)))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("shot_0001.mp4", "shot_0003.mp4", "output.mp4")
                    .doesNotContain("shot_0004.mp4");
        }
    }

    @Test
    void theListIsFiltered() {
        String first = startInvoke(null);
        now = now.plusSeconds(60);
        String second = startInvoke(null);
        Instant between = now.minusSeconds(30);

        assertThat(list(request -> {})).containsExactly(second, first);
        assertThat(list(request -> request.sortOrder("Ascending"))).containsExactly(first, second);
        assertThat(list(request -> request.statusEquals("Completed"))).containsExactly(first);
        assertThat(list(request -> request.submitTimeAfter(between))).containsExactly(second);
        assertThat(list(request -> request.submitTimeBefore(between))).containsExactly(first);
        assertThat(list(request -> request.maxResults(1))).containsExactly(second);
    }

    @Test
    void aTokenStartsOneInvocation() {
        String arn = startInvoke("token-1");

        assertThat(startInvoke("token-1")).isEqualTo(arn);
        assertThat(read(arn).clientRequestToken()).isEqualTo("token-1");
        assertThatThrownBy(
                        () ->
                                aws.models.startAsyncInvoke(
                                        request ->
                                                request.modelId("luma.ray-v2:0")
                                                        .clientRequestToken("token-1")
                                                        .modelInput(
                                                                Document.mapBuilder()
                                                                        .putString("prompt", "a")
                                                                        .build())
                                                        .outputDataConfig(output())))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void anUnknownInvocationIsRefused() {
        assertThatThrownBy(
                        () ->
                                read(
                                        "arn:aws:bedrock:us-east-1:000000000000:async-invoke/abcdefghijkl"))
                .isInstanceOf(ValidationException.class);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "amazon.nova-reel-v9:9 | {} | The provided model identifier is invalid.",
                "amazon.nova-lite-v1:0 | {} | does not emulate the asynchronous invocation",
                "amazon.nova-reel-v1:0 | 1 | not a JSON object",
                "amazon.nova-reel-v1:0 | {} | taskType must be",
                "amazon.nova-reel-v1:0 | {'taskType':'TEXT_VIDEO'} | text must have from 1 to 512 characters",
                "amazon.nova-reel-v1:0 | {'taskType':'TEXT_VIDEO','textToVideoParams':{'text':'a'},"
                        + "'videoGenerationConfig':{'durationSeconds':7}} | durationSeconds must be 6",
                "amazon.nova-reel-v1:1 | {'taskType':'MULTI_SHOT_AUTOMATED','multiShotAutomatedParams':"
                        + "{'text':'a'},'videoGenerationConfig':{'durationSeconds':13}} | a multiple of 6",
                "amazon.nova-reel-v1:1 | {'taskType':'MULTI_SHOT_MANUAL'} | shots must have",
                "amazon.nova-reel-v1:0 | {'taskType':'TEXT_VIDEO','textToVideoParams':{'text':'a'},"
                        + "'videoGenerationConfig':{'dimension':'640x480'}} | dimension must be",
                "luma.ray-v2:0 | {} | The prompt is required.",
                "luma.ray-v2:0 | {'prompt':'a','duration':'6s'} | The duration must be 5s or 9s."
            })
    void anInputIsRefused(String modelId, String input, String message) throws Exception {
        HttpResponse<String> response = raw(modelId, input.replace('\'', '"'));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body()).contains(message);
    }

    @Test
    void theOutputStaysInTheFolder() throws Exception {
        try (var http = new Http(local)) {
            HttpResponse<String> response =
                    http.post(
                            "/async-invoke",
                            "{\"modelId\":\"luma.ray-v2:0\",\"modelInput\":{\"prompt\":\"a\"},"
                                    + "\"outputDataConfig\":{\"s3OutputDataConfig\":"
                                    + "{\"s3Uri\":\"s3://videos/../../outside\"}}}");

            assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        }
    }

    private HttpResponse<String> raw(String modelId, String input) throws Exception {
        try (var http = new Http(local)) {
            return http.post(
                    "/async-invoke",
                    "{\"modelId\":\""
                            + modelId
                            + "\",\"modelInput\":"
                            + input
                            + ",\"outputDataConfig\":{\"s3OutputDataConfig\":{\"s3Uri\":\"s3://videos/out/\"}}}");
        }
    }

    private Path folder(String arn) {
        return buckets.resolve("videos/out").resolve(arn.substring(arn.lastIndexOf('/') + 1));
    }

    private static AsyncInvokeOutputDataConfig output() {
        return AsyncInvokeOutputDataConfig.fromS3OutputDataConfig(
                s3 -> s3.s3Uri("s3://videos/out"));
    }

    private String startInvoke(@Nullable String token) {
        Document input =
                Document.mapBuilder()
                        .putString("taskType", "TEXT_VIDEO")
                        .putDocument(
                                "textToVideoParams",
                                Document.mapBuilder().putString("text", "A red boat").build())
                        .build();
        return aws.models
                .startAsyncInvoke(
                        request ->
                                request.modelId(REEL)
                                        .clientRequestToken(token)
                                        .modelInput(input)
                                        .outputDataConfig(output()))
                .invocationArn();
    }

    private GetAsyncInvokeResponse read(String arn) {
        return aws.models.getAsyncInvoke(request -> request.invocationArn(arn));
    }

    private List<String> list(Consumer<ListAsyncInvokesRequest.Builder> query) {
        return aws.models.listAsyncInvokes(query).asyncInvokeSummaries().stream()
                .map(AsyncInvokeSummary::invocationArn)
                .toList();
    }
}
