package dev.outcrop.batch;

import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Batch inference jobs: Bedrock answers the records of a file in S3 within a day or so, at half the
 * price. Only Outcrop implements this; see {@code Bedrock.batchJobs()}. Safe for any number of
 * threads; all methods block, and throw a {@link dev.outcrop.error.BedrockException} if a call
 * fails.
 *
 * <pre>{@code
 * BatchJobs jobs = bedrock.batchJobs();
 * var options = new BatchJobs.Options(modelId, roleArn, "s3://my-bucket/questions");
 * BatchJobs.Job job = jobs.await(jobs.submit(options, inputs).arn());
 * try (Stream<BatchJobs.Result> results = jobs.results(job)) {
 *     results.forEach(result -> System.out.println(result.recordId() + " " + result.text()));
 * }
 * }</pre>
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/batch-inference.html">Batch
 *     inference</a>
 */
public interface BatchJobs {
    /**
     * Uploads a file of records and creates a job. The object's key and the client token are
     * derived from the content and the options, so the same call creates one job, even after a
     * failure or a crash of the program.
     *
     * @param records JSON lines in the form that Bedrock's jobs read
     * @throws IllegalArgumentException if the file has too few or too many records, or is too large
     * @throws UncheckedIOException if it cannot be read
     */
    Job submit(Options options, Path records);

    /**
     * Does the same for records in memory, by a temporary file.
     *
     * @throws IllegalArgumentException also if an id occurs twice
     */
    Job submit(Options options, Iterable<Input> records);

    /** Returns the current state of a job. */
    Job get(String arn);

    /** Returns the jobs of the account in this region, newest first, at most so many. */
    List<Job> list(int most);

    /**
     * Waits until a job has ended, however long that takes. Reads its state after 30 seconds at
     * first, and later every five minutes.
     *
     * @throws dev.outcrop.error.CancelledException if the thread is interrupted or the client
     *     closed
     */
    default Job await(String arn) {
        return await(arn, state -> {});
    }

    /**
     * Does the same, and reports each state that was read.
     *
     * @param progress called by this thread
     */
    Job await(String arn, Consumer<Job> progress);

    /**
     * Returns the answers of a job that has ended, as they are read; close the stream. Their order
     * is not that of the records. Each id occurs once. A job that failed, expired or was stopped
     * may have answered some records, or none.
     */
    Stream<Result> results(Job job);

    /**
     * Stops a job; the records that it has answered are billed. No effect on one that has ended.
     */
    void cancel(String arn);

    /** The states of a job, with Bedrock's names. */
    enum Status {
        SUBMITTED,
        VALIDATING,
        SCHEDULED,
        IN_PROGRESS,
        STOPPING,
        COMPLETED,
        PARTIALLY_COMPLETED,
        FAILED,
        STOPPED,
        EXPIRED,
        /** One that Bedrock added later. */
        UNKNOWN;

        /** Returns the state of that name on the wire, such as {@code InProgress}. */
        public static Status of(@Nullable String name) {
            for (Status status : values()) {
                if (status.toString().equals(name)) {
                    return status;
                }
            }
            return UNKNOWN;
        }

        /** Whether no other state follows. */
        public boolean isFinal() {
            return switch (this) {
                case COMPLETED, PARTIALLY_COMPLETED, FAILED, STOPPED, EXPIRED -> true;
                case SUBMITTED, VALIDATING, SCHEDULED, IN_PROGRESS, STOPPING, UNKNOWN -> false;
            };
        }

        /** Returns the name on the wire. */
        @Override
        public String toString() {
            var name = new StringBuilder();
            for (String word : name().split("_", -1)) {
                name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
            }
            return name.toString();
        }
    }

    /**
     * A record of a job.
     *
     * @param modelInput members of a Converse request, or the model's own format
     */
    record Input(String recordId, Json.Obj modelInput) {
        public Input {
            Objects.requireNonNull(recordId, "recordId");
            Objects.requireNonNull(modelInput, "modelInput");
        }

        /** Returns a record of Converse with one user message. */
        public static Input of(String recordId, String prompt) {
            Json text = Json.EMPTY.with("text", Json.of(prompt));
            Json message =
                    Json.EMPTY.with("role", Json.of("user")).with("content", Json.array(text));
            return new Input(recordId, Json.EMPTY.with("messages", Json.array(message)));
        }
    }

    /**
     * What a job is created with.
     *
     * @param roleArn the service role that reads and writes the bucket
     * @param s3Uri where input and output go, such as {@code s3://bucket/prefix}; the bucket must
     *     be in the region of the job
     * @param members other members of CreateModelInvocationJob
     * @param leastRecords fewer are refused before the upload; Bedrock's quota for most models
     * @param mostRecords more are refused
     */
    record Options(
            String modelId,
            String roleArn,
            String s3Uri,
            Json.Obj members,
            int leastRecords,
            int mostRecords) {
        /** Records in the form of Converse, 100 to 50,000, Bedrock's timeout of 24 hours. */
        public Options(String modelId, String roleArn, String s3Uri) {
            this(
                    modelId,
                    roleArn,
                    s3Uri,
                    Json.EMPTY.with("modelInvocationType", Json.of("Converse")),
                    100,
                    50_000);
        }

        /** Sets the name, which must be new; without one, it is derived from the content. */
        public Options withName(String name) {
            return with("jobName", Json.of(name));
        }

        /** Sets after how many hours the job expires: 24 to 168. */
        public Options withTimeoutHours(int hours) {
            return with("timeoutDurationInHours", Json.of(hours));
        }

        /** Sets the KMS key that encrypts the output. */
        public Options withKmsKey(String arn) {
            return with("s3EncryptionKeyId", Json.of(arn));
        }

        public Options withTags(Map<String, String> tags) {
            return with(
                    "tags",
                    Json.array(
                            tags.entrySet().stream()
                                    .sorted(Map.Entry.comparingByKey())
                                    .map(
                                            tag ->
                                                    (Json)
                                                            Json.EMPTY
                                                                    .with(
                                                                            "key",
                                                                            Json.of(tag.getKey()))
                                                                    .with(
                                                                            "value",
                                                                            Json.of(
                                                                                    tag
                                                                                            .getValue())))
                                    .toArray(Json[]::new)));
        }

        /**
         * Sets any member of CreateModelInvocationJob: {@code vpcConfig}, {@code
         * modelInvocationType}, or a {@code clientRequestToken} in place of that of the content, to
         * submit the same content again.
         */
        public Options with(String member, Json value) {
            return new Options(
                    modelId,
                    roleArn,
                    s3Uri,
                    members.with(member, value),
                    leastRecords,
                    mostRecords);
        }

        /** Sets the numbers of records that the account's quotas permit in a job. */
        public Options withRecords(int least, int most) {
            return new Options(modelId, roleArn, s3Uri, members, least, most);
        }
    }

    /**
     * A job as Bedrock reports it.
     *
     * @param message why it failed; null if there is none
     * @param total records, 0 until they are known; and how many of them are processed, answered
     *     and failed
     * @param outputUri where the output is, in a folder of the job's id
     * @param json the response of GetModelInvocationJob
     */
    record Job(
            String arn,
            String name,
            String modelId,
            Status status,
            @Nullable String message,
            long total,
            long processed,
            long succeeded,
            long failed,
            @Nullable Instant submitted,
            @Nullable Instant ended,
            String outputUri,
            Json.Obj json) {
        /** Returns the last part of the ARN. */
        public String id() {
            return arn.substring(arn.lastIndexOf('/') + 1);
        }
    }

    /**
     * The answer to a record, or its error.
     *
     * @param recordId empty if the line cannot be read
     * @param output in the form of a Converse response, or the model's own; empty for an error
     * @param error null for an answer
     * @param json the whole record
     */
    record Result(String recordId, Json.Obj output, @Nullable String error, Json.Obj json) {
        /** Returns the text of an answer in the form of Converse; empty for others. */
        public String text() {
            var text = new StringBuilder();
            for (Json block : output.object("output").object("message").array("content")) {
                if (block instanceof Json.Obj object && object.string("text") != null) {
                    text.append(object.string("text"));
                }
            }
            return text.toString();
        }

        /** Returns the tokens of an answer in the form of Converse. */
        public Usage usage() {
            return new Usage(output.object("usage"));
        }
    }
}
