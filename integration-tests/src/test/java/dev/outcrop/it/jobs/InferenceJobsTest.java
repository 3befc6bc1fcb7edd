package dev.outcrop.it.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Environment;
import dev.outcrop.batch.BatchJobs;
import dev.outcrop.batch.BatchJobs.Input;
import dev.outcrop.batch.BatchJobs.Job;
import dev.outcrop.batch.BatchJobs.Options;
import dev.outcrop.batch.BatchJobs.Result;
import dev.outcrop.batch.BatchJobs.Status;
import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.internal.job.InferenceJobs;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.policy.Retries;
import dev.outcrop.policy.Timeouts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Batch inference jobs of the library: rows 120 to 122 of the fault matrix, and the usual case. */
class InferenceJobsTest {
    private static final String NOVA = "us.amazon.nova-lite-v1:0";
    private static final Options OPTIONS =
            new Options(NOVA, "arn:aws:iam::123456789012:role/Batch", "s3://mine/runs");

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir Path folder;
    private LocalBedrock local;
    private FaultyProxy proxy;
    private Bedrock bedrock;
    private BatchJobs jobs;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder.resolve("buckets/mine"));
        local = LocalBedrock.builder().buckets(folder.resolve("buckets")).clock(now::get).start();
        proxy = new FaultyProxy(local.endpoint());
        bedrock =
                Bedrock.builder()
                        .environment(Environment.of(Map.of(), Clock.systemUTC()))
                        .region("us-east-1")
                        .baseUrl(proxy.uri().toString())
                        .credentials(
                                AwsCredentials.of(Credentials.accessKeys("local", "no-secret")))
                        .retries(
                                Retries.DEFAULT
                                        .withBase(Duration.ZERO)
                                        .withThrottleBase(Duration.ZERO))
                        .build();
        jobs = bedrock.batchJobs();
    }

    @AfterEach
    void stop() {
        bedrock.close();
        proxy.close();
        local.close();
    }

    private static List<Input> inputs(int count) {
        return IntStream.range(0, count).mapToObj(i -> Input.of("r" + i, "Say " + i)).toList();
    }

    private Job ended(Job job) {
        now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
        return jobs.get(job.arn());
    }

    private List<Result> results(Job job) {
        try (Stream<Result> results = jobs.results(job)) {
            return results.toList();
        }
    }

    private Path output() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("buckets"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl.out"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aJobAnswersItsRecords() {
        Job job =
                jobs.submit(
                        OPTIONS.withName("my-job")
                                .withTimeoutHours(48)
                                .withTags(Map.of("team", "a"))
                                .withKmsKey("arn:aws:kms:us-east-1:123456789012:key/k"),
                        inputs(100));
        assertThat(job.status()).isEqualTo(Status.SUBMITTED);
        assertThat(job.name()).isEqualTo("my-job");
        assertThat(job.json().toString())
                .contains("\"timeoutDurationInHours\":48", "key/k", "\"Converse\"");

        Job done = ended(job);

        assertThat(done.status()).isEqualTo(Status.COMPLETED);
        assertThat(List.of(done.total(), done.processed(), done.succeeded(), done.failed()))
                .containsExactly(100L, 100L, 100L, 0L);
        assertThat(done.ended()).isNotNull();
        List<Result> results = results(done);
        assertThat(results).hasSize(100);
        assertThat(results).allSatisfy(result -> assertThat(result.text()).isNotEmpty());
        assertThat(results).allSatisfy(result -> assertThat(result.usage().output()).isPositive());
        assertThat(results.stream().map(Result::recordId).distinct()).hasSize(100);
        assertThat(jobs.list(10)).extracting(Job::arn).containsExactly(job.arn());
        jobs.cancel(job.arn()); // it has ended
    }

    @Test
    void theSameContentIsOneJobAndIsUploadedOnce() {
        Job first = jobs.submit(OPTIONS, inputs(100));
        Job again = jobs.submit(OPTIONS, inputs(100));
        Job other = jobs.submit(OPTIONS, inputs(101));
        Job wanted = jobs.submit(OPTIONS.with("clientRequestToken", Json.of("x1")), inputs(100));

        assertThat(again.arn()).isEqualTo(first.arn());
        assertThat(List.of(other.arn(), wanted.arn())).doesNotContain(first.arn());
        assertThat(proxy.requests.stream().filter(r -> r.startsWith("PUT"))).hasSize(2);
    }

    /** Row 122. */
    @Test
    void aCreationWhoseAnswerIsLostOrThatIsThrottledIsOneJob() {
        var seen = new AtomicInteger();
        proxy.fail(
                exchange -> {
                    if (!FaultyProxy.is(exchange, "POST", "/model-invocation-job")) {
                        return false;
                    }
                    int count = seen.getAndIncrement();
                    if (count > 2) {
                        return false;
                    }
                    if (count == 2) {
                        try {
                            proxy.pass(exchange);
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                        throw new IOException("lost by the test");
                    }
                    exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders().set("x-amzn-ErrorType", "ThrottlingException");
                    byte[] body = "{\"message\":\"Too many\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(429, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                    return true;
                });

        Job job = jobs.submit(OPTIONS, inputs(100));

        assertThat(seen).hasValue(4);
        assertThat(jobs.list(10)).extracting(Job::arn).containsExactly(job.arn());
    }

    @Test
    void aTokenThatBedrockForgotStillFindsItsJob() {
        Job job = jobs.submit(OPTIONS, inputs(100));
        proxy.failOnce(
                "POST",
                "/model-invocation-job",
                400,
                "{\"message\":\"A job with this name already exists.\"}",
                "x-amzn-ErrorType",
                "ConflictException");

        assertThat(jobs.submit(OPTIONS, inputs(100)).arn()).isEqualTo(job.arn());
    }

    /** Row 120. */
    @Test
    void outputInAnyOrderWithErrorsAndBrokenLinesIsReadOncePerRecord() throws IOException {
        Job job = ended(jobs.submit(OPTIONS, inputs(100)));
        Path output = output();
        var lines = new ArrayList<>(Files.readAllLines(output));
        Collections.shuffle(lines, new Random(1));
        lines.add(lines.get(3));
        lines.add("{\"recordId\":\"bad\",\"error\":{\"errorCode\":400,\"errorMessage\":\"why\"}}");
        lines.add("{\"recordId\":\"none\",\"modelInput\":{}}");
        lines.add("");
        lines.add("{\"recordId\":\"cut\",\"mode");
        Files.writeString(output, String.join("\n", lines));

        List<Result> results = results(job);

        assertThat(results).hasSize(103);
        assertThat(results.stream().filter(result -> result.error() == null)).hasSize(100);
        assertThat(results.get(100).error()).isEqualTo("why");
        assertThat(results.get(101).error()).isEqualTo("the record has no answer");
        assertThat(results.get(102).recordId()).isEmpty();
        assertThat(results.get(102).error()).isEqualTo("the record cannot be read");
    }

    /** Row 121: a job may end in any of these states, and has the output that there is. */
    @Test
    void aJobThatWasStoppedHasNoOutput() {
        Job job = jobs.submit(OPTIONS, inputs(100));
        jobs.cancel(job.arn());

        Job stopped = ended(job);

        assertThat(stopped.status()).isEqualTo(Status.STOPPED);
        assertThat(results(stopped)).isEmpty();
        for (String name : List.of("Completed", "PartiallyCompleted", "Failed", "Expired")) {
            assertThat(Status.of(name).isFinal()).as(name).isTrue();
            assertThat(Status.of(name)).hasToString(name);
        }
        assertThat(Status.of("Paused")).isEqualTo(Status.UNKNOWN);
        assertThat(Status.UNKNOWN.isFinal()).isFalse();
    }

    @Test
    void aWaitReadsTheStateLessAndLessOften() {
        String arn = jobs.submit(OPTIONS, inputs(100)).arn();
        var waits = new ArrayList<Duration>();
        proxy.requests.clear();
        var states = new ArrayList<Status>();
        try (S3Fixture fixture = S3Fixture.of(proxy.uri(), Map.of())) {
            var waiting =
                    new InferenceJobs(
                            fixture.calls(),
                            fixture.s3(),
                            Timeouts.DEFAULT,
                            (wait, stop) -> {
                                waits.add(wait);
                                if (waits.size() == 12) {
                                    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
                                }
                            },
                            () -> 0);
            Job job = waiting.await(arn, state -> states.add(state.status()));
            assertThat(job.status()).isEqualTo(Status.COMPLETED);
        }

        assertThat(waits).hasSize(12).isSorted();
        assertThat(waits.getFirst()).isEqualTo(Duration.ofSeconds(30));
        assertThat(waits.getLast()).isEqualTo(Duration.ofMinutes(5));
        assertThat(states).hasSize(13).startsWith(Status.SUBMITTED).endsWith(Status.COMPLETED);
        assertThat(proxy.requests).hasSize(13);
    }

    @Test
    void whatAQuotaWouldRefuseIsNotUploaded() {
        assertThatThrownBy(() -> jobs.submit(OPTIONS, inputs(99)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100 to 50000 records, these are 99");
        assertThatThrownBy(() -> jobs.submit(OPTIONS.withRecords(1, 50), inputs(51)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                jobs.submit(
                                        OPTIONS.withRecords(1, 50),
                                        List.of(Input.of("a", "x"), Input.of("a", "y"))))
                .hasMessageContaining("two records have the id a");
        assertThatThrownBy(
                        () ->
                                jobs.submit(
                                        new Options(NOVA, "role", "file:///etc").withRecords(1, 9),
                                        inputs(2)))
                .hasMessageContaining("s3://bucket/prefix");
        assertThat(proxy.requests).isEmpty();
    }

    @Test
    void aBucketThatMayNotBeUsedIsNamed() {
        proxy.failOnce("HEAD", "/mine/", 403, "");

        assertThatThrownBy(() -> jobs.submit(OPTIONS, inputs(100)))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("s3://mine/runs/input/");
        assertThat(jobs.list(10)).isEmpty();
    }
}
