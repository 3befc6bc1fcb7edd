package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.local.script.JobFault;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.bedrock.model.GetModelInvocationJobResponse;
import software.amazon.awssdk.services.bedrock.model.ModelInvocationJobInputDataConfig;
import software.amazon.awssdk.services.bedrock.model.ModelInvocationJobOutputDataConfig;
import software.amazon.awssdk.services.bedrock.model.ModelInvocationJobStatus;
import software.amazon.awssdk.services.bedrock.model.ModelInvocationJobSummary;
import software.amazon.awssdk.services.bedrock.model.ValidationException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** What goes wrong with batch jobs, and the order of their output. */
class JobFaultsTest {
    private static final int RECORDS = 200;

    @TempDir private Path temporary;
    private Path buckets;
    private Instant now = Instant.parse("2026-11-30T10:00:00Z");
    private LocalBedrock local;
    private AwsClients aws;

    @BeforeEach
    void input() throws Exception {
        buckets = temporary.resolve("buckets");
        Files.createDirectories(buckets.resolve("input"));
        Files.createDirectories(buckets.resolve("out"));
        Files.write(
                buckets.resolve("input/a.jsonl"),
                IntStream.range(0, RECORDS)
                        .mapToObj(
                                i ->
                                        "{\"recordId\":\""
                                                + i
                                                + "\",\"modelInput\":"
                                                + Http.asking("Question " + i)
                                                + "}")
                        .toList());
        start();
    }

    private void restart(JobFault... faults) {
        stop();
        start(faults);
    }

    private void start(JobFault... faults) {
        local = LocalBedrock.builder().clock(() -> now).buckets(buckets, faults).start();
        aws = new AwsClients(local);
    }

    @AfterEach
    void stop() {
        aws.close();
        local.close();
    }

    @Test
    void anInvalidJobFailsAfterItsValidationAndTheNextOneDoesNot() {
        restart(new JobFault.Invalid("Access to the bucket is denied."));
        String first = create("first", "s3://input/a.jsonl", "t1");
        String second = create("second", "s3://input/a.jsonl", "t2");
        now = now.plusSeconds(1);
        assertThat(read(first).status()).isEqualTo(ModelInvocationJobStatus.VALIDATING);
        now = now.plusSeconds(1);

        assertThat(read(first).status()).isEqualTo(ModelInvocationJobStatus.FAILED);
        assertThat(read(first).message()).isEqualTo("Access to the bucket is denied.");
        assertThat(read(first).endTime()).isEqualTo(now);
        assertThat(read(second).status()).isEqualTo(ModelInvocationJobStatus.SCHEDULED);
        now = now.plusSeconds(2);
        assertThat(read(second).status()).isEqualTo(ModelInvocationJobStatus.COMPLETED);
        assertThat(buckets.resolve("out").toFile().list()).containsExactly(id(second));
    }

    @Test
    void anExpiredJobHasTheRecordsThatWereAnsweredBefore() throws Exception {
        restart(new JobFault.Expired(30));
        String arn = create("job", "s3://input/a.jsonl", "t1");
        now = now.plusSeconds(9);

        GetModelInvocationJobResponse job = read(arn);

        assertThat(job.status()).isEqualTo(ModelInvocationJobStatus.EXPIRED);
        assertThat(job.totalRecordCount()).isEqualTo(RECORDS);
        assertThat(job.processedRecordCount()).isEqualTo(30);
        assertThat(ids(output(arn, "a.jsonl.out"))).doesNotHaveDuplicates().hasSize(30);
        assertThat(
                        aws.control
                                .listModelInvocationJobs(
                                        list -> list.statusEquals(ModelInvocationJobStatus.EXPIRED))
                                .invocationJobSummaries())
                .hasSize(1);
    }

    @Test
    void recordsThatFailHaveAnErrorInPlaceOfAnOutput() throws Exception {
        restart(new JobFault.FailedRecords(4, 429, "Too many tokens"));
        String arn = create("job", "s3://input/a.jsonl", "t1");
        now = now.plusSeconds(9);

        assertThat(read(arn).status()).isEqualTo(ModelInvocationJobStatus.PARTIALLY_COMPLETED);
        assertThat(read(arn).errorRecordCount()).isEqualTo(RECORDS / 4);
        List<String> failed =
                output(arn, "a.jsonl.out").stream()
                        .filter(line -> line.contains("\"errorCode\":429"))
                        .toList();
        assertThat(failed)
                .hasSize(RECORDS / 4)
                .allSatisfy(line -> assertThat(line).doesNotContain("modelOutput"));
    }

    @Test
    void theOutputIsInAnotherOrderAndHasEachRecordOnce() throws Exception {
        String arn = create("job", "s3://input/a.jsonl", "t1");
        now = now.plusSeconds(9);
        read(arn);

        List<String> inOrder = IntStream.range(0, RECORDS).mapToObj(String::valueOf).toList();
        assertThat(ids(output(arn, "a.jsonl.out")))
                .isNotEqualTo(inOrder)
                .containsExactlyInAnyOrderElementsOf(inOrder);
    }

    @Test
    void filesOfOneNameInTwoFoldersHaveTwoOutputs() throws Exception {
        Files.createDirectories(buckets.resolve("input/more"));
        Files.copy(buckets.resolve("input/a.jsonl"), buckets.resolve("input/more/a.jsonl"));
        String arn = create("job", "s3://input/", "t1");
        now = now.plusSeconds(9);

        assertThat(read(arn).successRecordCount()).isEqualTo(2 * RECORDS);
        assertThat(output(arn, "a.jsonl.out")).hasSize(RECORDS);
        assertThat(output(arn, "more/a.jsonl.out")).hasSize(RECORDS);
    }

    @Test
    void aThrottledCreationMakesNoJobAndItsRepetitionOne() {
        local.script(Scripted.error("ThrottlingException", "Too many requests"));

        String arn = create("job", "s3://input/a.jsonl", "t1");

        assertThat(create("job", "s3://input/a.jsonl", "t1")).isEqualTo(arn);
        assertThat(local.requests()).hasSize(3);
        assertThat(aws.control.listModelInvocationJobs(list -> {}).invocationJobSummaries())
                .extracting(ModelInvocationJobSummary::jobArn)
                .containsExactly(arn);
    }

    @Test
    void theListHasPages() {
        List<String> all =
                IntStream.range(0, 5)
                        .mapToObj(
                                i -> {
                                    now = now.plusMillis(10);
                                    return create("job-" + i, "s3://input/a.jsonl", "t" + i);
                                })
                        .toList();

        assertThat(
                        aws.control
                                .listModelInvocationJobsPaginator(list -> list.maxResults(2))
                                .invocationJobSummaries())
                .extracting(ModelInvocationJobSummary::jobArn)
                .containsExactlyElementsOf(all.reversed());
    }

    @Test
    void aJobNeverLeavesTheFolderByALink() throws Exception {
        Path outside = Files.createDirectories(temporary.resolve("outside"));
        Files.createSymbolicLink(buckets.resolve("input/link"), outside);

        assertThatThrownBy(() -> create("job", "s3://input/link/a.jsonl", "t1"))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("is not valid");
    }

    private String create(String name, String input, String token) {
        return aws.control
                .createModelInvocationJob(
                        request ->
                                request.jobName(name)
                                        .clientRequestToken(token)
                                        .roleArn("arn:aws:iam::123456789012:role/batch")
                                        .modelId("amazon.nova-lite-v1:0")
                                        .inputDataConfig(
                                                ModelInvocationJobInputDataConfig
                                                        .fromS3InputDataConfig(
                                                                it -> it.s3Uri(input)))
                                        .outputDataConfig(
                                                ModelInvocationJobOutputDataConfig
                                                        .fromS3OutputDataConfig(
                                                                it -> it.s3Uri("s3://out/"))))
                .jobArn();
    }

    private GetModelInvocationJobResponse read(String arn) {
        return aws.control.getModelInvocationJob(request -> request.jobIdentifier(arn));
    }

    private List<String> output(String arn, String file) throws Exception {
        return Files.readAllLines(buckets.resolve("out").resolve(id(arn)).resolve(file));
    }

    private static List<String> ids(List<String> lines) {
        return lines.stream()
                .map(line -> String.valueOf(((Json.Obj) Json.parse(line)).string("recordId")))
                .toList();
    }

    private static String id(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
