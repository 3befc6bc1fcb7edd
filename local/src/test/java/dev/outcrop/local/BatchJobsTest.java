package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.CreateModelInvocationJobRequest;
import software.amazon.awssdk.services.bedrock.model.GetModelInvocationJobResponse;
import software.amazon.awssdk.services.bedrock.model.ListModelInvocationJobsRequest;
import software.amazon.awssdk.services.bedrock.model.ModelInvocationJobInputDataConfig;
import software.amazon.awssdk.services.bedrock.model.ModelInvocationJobOutputDataConfig;
import software.amazon.awssdk.services.bedrock.model.ModelInvocationJobStatus;
import software.amazon.awssdk.services.bedrock.model.ModelInvocationJobSummary;
import software.amazon.awssdk.services.bedrock.model.ModelInvocationType;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.SortOrder;
import software.amazon.awssdk.services.bedrock.model.ValidationException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Batch jobs by AWS's SDK. */
class BatchJobsTest {
    @TempDir private Path buckets;
    private Instant now = Instant.parse("2026-11-30T10:00:00Z");
    private LocalBedrock local;
    private AwsClients aws;

    @BeforeEach
    void start() throws Exception {
        local = LocalBedrock.builder().clock(() -> now).buckets(buckets).start();
        aws = new AwsClients(local);
        Files.createDirectories(buckets.resolve("input"));
    }

    @AfterEach
    void stop() {
        aws.close();
        local.close();
    }

    @Test
    void aJobGoesThroughAllStates() throws Exception {
        input("{\"recordId\":\"a\",\"modelInput\":" + Http.asking("Hi") + "}");
        String arn = create("job", request -> {});
        var states = new ArrayList<ModelInvocationJobStatus>();
        for (int i = 0; i < 5; i++) {
            states.add(read(arn).status());
            now = now.plusSeconds(1);
        }
        GetModelInvocationJobResponse done = read(arn);

        assertThat(states)
                .containsExactly(
                        ModelInvocationJobStatus.SUBMITTED,
                        ModelInvocationJobStatus.VALIDATING,
                        ModelInvocationJobStatus.SCHEDULED,
                        ModelInvocationJobStatus.IN_PROGRESS,
                        ModelInvocationJobStatus.COMPLETED);
        assertThat(done.totalRecordCount()).isEqualTo(1);
        assertThat(done.successRecordCount()).isEqualTo(1);
        assertThat(done.endTime()).isEqualTo(now.minusSeconds(1));
        assertThat(done.jobExpirationTime())
                .isEqualTo(done.submitTime().plus(Duration.ofHours(24)));
        assertThat(Files.readString(results(arn).resolve("manifest.json.out")))
                .contains("\"totalRecordCount\":1", "\"errorRecordCount\":0", "inputTokenCount");
    }

    @Test
    void aRecordOfConverseWithToolsFails() throws Exception {
        input(
                "{\"recordId\":\"a\",\"modelInput\":"
                        + Http.asking("Hi")
                        + "}\n{\"recordId\":\"b\",\"modelInput\":{\"toolConfig\":{\"tools\":["
                        + "{\"toolSpec\":{\"name\":\"t\",\"inputSchema\":{\"json\":{\"type\":\"object\"}}}}]},"
                        + Http.asking("Hi").substring(1)
                        + "}");
        String arn =
                create("job", request -> request.modelInvocationType(ModelInvocationType.CONVERSE));
        now = now.plusSeconds(9);

        assertThat(read(arn).errorRecordCount()).isEqualTo(1);
        assertThat(Files.readString(results(arn).resolve("a.jsonl.out")))
                .contains("\"errorCode\":400")
                .contains("toolConfig");
    }

    @Test
    void recordsOfConverseAndOfTheModelAreAnswered() throws Exception {
        input("{\"modelInput\":" + Http.asking("Hi") + "}");
        String converse =
                create(
                        "converse",
                        request -> request.modelInvocationType(ModelInvocationType.CONVERSE));
        String invoke = create("invoke", request -> {});
        String embedding =
                create("embed", request -> request.modelId("amazon.titan-embed-text-v2:0"));
        now = now.plusSeconds(9);
        read(converse);
        read(invoke);
        read(embedding);

        assertThat(Files.readString(results(converse).resolve("a.jsonl.out")))
                .contains("\"recordId\":\"00000000001\"", "\"stopReason\":\"end_turn\"");
        assertThat(Files.readString(results(invoke).resolve("a.jsonl.out")))
                .contains("\"modelOutput\":{", "\"stopReason\":\"end_turn\"");
        assertThat(read(embedding).status()).isEqualTo(ModelInvocationJobStatus.FAILED);
        assertThat(Files.readString(results(embedding).resolve("a.jsonl.out")))
                .contains("\"errorCode\":400");
    }

    @Test
    void embeddingsAreMadeInBatches() throws Exception {
        input("{\"recordId\":\"1\",\"modelInput\":{\"inputText\":\"Hello\"}}");
        String arn = create("embed", request -> request.modelId("amazon.titan-embed-text-v2:0"));
        now = now.plusSeconds(9);

        assertThat(read(arn).status()).isEqualTo(ModelInvocationJobStatus.COMPLETED);
        assertThat(Files.readString(results(arn).resolve("a.jsonl.out")))
                .contains("\"embedding\":[");
    }

    @Test
    void aRecordWithoutInputIsAnErrorAndTheJobIsPartial() throws Exception {
        input(
                "{\"recordId\":\"1\",\"modelInput\":" + Http.asking("Hi") + "}",
                "{\"recordId\":\"2\"}");
        String arn = create("job", request -> {});
        now = now.plusSeconds(9);

        assertThat(read(arn).status()).isEqualTo(ModelInvocationJobStatus.PARTIALLY_COMPLETED);
        assertThat(Files.readString(results(arn).resolve("a.jsonl.out")))
                .contains("The record has no modelInput.");
    }

    @Test
    void tooManyRecordsFail() throws Exception {
        Files.writeString(buckets.resolve("input/a.jsonl"), "{}\n".repeat(50_001));
        String arn = create("job", request -> {});
        now = now.plusSeconds(9);

        assertThat(read(arn).status()).isEqualTo(ModelInvocationJobStatus.FAILED);
        assertThat(read(arn).message()).contains("more than 50000 records");
        assertThat(results(arn)).doesNotExist();
    }

    @Test
    void aStoppedJobIsStoppingFirst() {
        String arn = create("job", request -> {});
        aws.control.stopModelInvocationJob(request -> request.jobIdentifier(arn));

        assertThat(read(arn).status()).isEqualTo(ModelInvocationJobStatus.STOPPING);
        aws.control.stopModelInvocationJob(request -> request.jobIdentifier(arn));
        now = now.plusSeconds(1);
        assertThat(read(arn).status()).isEqualTo(ModelInvocationJobStatus.STOPPED);
        assertThatThrownBy(
                        () ->
                                aws.control.stopModelInvocationJob(
                                        request -> request.jobIdentifier(arn)))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void theListIsFilteredAndSorted() {
        String first = create("first-a", request -> {});
        aws.control.stopModelInvocationJob(request -> request.jobIdentifier(first));
        now = now.plusSeconds(60);
        String second = create("second-a", request -> {});
        Instant between = now.minusSeconds(30);

        assertThat(list(request -> {})).containsExactly(second, first);
        assertThat(list(request -> request.sortOrder(SortOrder.ASCENDING)))
                .containsExactly(first, second);
        assertThat(list(request -> request.nameContains("second"))).containsExactly(second);
        assertThat(list(request -> request.statusEquals(ModelInvocationJobStatus.STOPPED)))
                .containsExactly(first);
        assertThat(list(request -> request.submitTimeAfter(between))).containsExactly(second);
        assertThat(list(request -> request.submitTimeBefore(between))).containsExactly(first);
        assertThat(list(request -> request.maxResults(1))).containsExactly(second);
    }

    @Test
    void aTokenCreatesOneJobAndANameIsUsedOnce() {
        String arn = create("job", request -> request.clientRequestToken("t1"));

        assertThat(create("job", request -> request.clientRequestToken("t1"))).isEqualTo(arn);
        assertThatThrownBy(() -> create("job", request -> request.clientRequestToken("t2")))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void whatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> read("abcdefghijkl"))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> create("job", request -> request.modelId("no.such-model")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("The provided model identifier is invalid.");
        assertThatThrownBy(() -> create("job", request -> request.timeoutDurationInHours(1)))
                .isInstanceOf(ValidationException.class);
    }

    private void input(String... records) throws Exception {
        Files.writeString(buckets.resolve("input/a.jsonl"), String.join("\n", records) + "\n");
    }

    private Path results(String arn) {
        return buckets.resolve("out/results").resolve(arn.substring(arn.lastIndexOf('/') + 1));
    }

    private String create(String name, Consumer<CreateModelInvocationJobRequest.Builder> more) {
        return aws.control
                .createModelInvocationJob(
                        request ->
                                request.jobName(name)
                                        .roleArn("arn:aws:iam::123456789012:role/batch")
                                        .modelId("amazon.nova-lite-v1:0")
                                        .inputDataConfig(
                                                ModelInvocationJobInputDataConfig
                                                        .fromS3InputDataConfig(
                                                                input ->
                                                                        input.s3Uri("s3://input/")))
                                        .outputDataConfig(
                                                ModelInvocationJobOutputDataConfig
                                                        .fromS3OutputDataConfig(
                                                                out ->
                                                                        out.s3Uri(
                                                                                "s3://out/results/")))
                                        .applyMutation(more))
                .jobArn();
    }

    private GetModelInvocationJobResponse read(String arn) {
        return aws.control.getModelInvocationJob(request -> request.jobIdentifier(arn));
    }

    private List<String> list(Consumer<ListModelInvocationJobsRequest.Builder> query) {
        return aws.control.listModelInvocationJobs(query).invocationJobSummaries().stream()
                .map(ModelInvocationJobSummary::jobArn)
                .toList();
    }
}
