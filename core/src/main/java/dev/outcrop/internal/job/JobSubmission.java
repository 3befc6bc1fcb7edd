package dev.outcrop.internal.job;

import dev.outcrop.batch.BatchJobs.Options;
import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.protocol.control.ModelInvocationJobs;
import dev.outcrop.internal.s3.ObjectInfo;
import dev.outcrop.internal.s3.S3Access;
import dev.outcrop.internal.s3.S3Bucket;
import dev.outcrop.internal.s3.S3Uri;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;

/** Uploads the records of a job, and creates it; repeated, it finds what is there. */
record JobSubmission(ModelInvocationJobs jobs, S3Access s3) {
    /** The name of the object, from which Bedrock derives that of the output. */
    private static final String FILE = "records.jsonl";

    /** Returns the ARN. */
    String submit(Options options, JobRecords records) throws IOException {
        String token = options.members().string("clientRequestToken");
        if (token == null) {
            token =
                    JobRecords.shortHash(
                            String.join(
                                    "\0",
                                    records.hash(),
                                    options.modelId(),
                                    options.roleArn(),
                                    options.s3Uri(),
                                    options.members().toString()));
        }
        S3Uri prefix = S3Uri.of(options.s3Uri());
        S3Uri input = prefix.resolve("input/" + records.hash().substring(0, 32) + "/" + FILE);
        upload(input, records);
        Json.Obj request = request(options, token, input, prefix.resolve("output/"));
        try {
            return jobs.create(request);
        } catch (BedrockException e) {
            String known = known(request, token, e);
            if (known == null) {
                throw e;
            }
            return known;
        }
    }

    /** The key contains the hash, so an object of that key and size is the same. */
    private void upload(S3Uri input, JobRecords records) throws IOException {
        S3Bucket bucket = s3.bucket(input.bucket());
        ObjectInfo there = bucket.head(input.key());
        if (there == null || there.size() != Files.size(records.file())) {
            bucket.upload(input.key(), records.file());
        }
    }

    private static Json.Obj request(Options options, String token, S3Uri input, S3Uri output) {
        Json key = options.members().get("s3EncryptionKeyId");
        Json.Obj outputConfig = Json.EMPTY.with("s3Uri", Json.of(output.toString()));
        Json.Obj inputConfig =
                Json.EMPTY
                        .with("s3InputFormat", Json.of("JSONL"))
                        .with("s3Uri", Json.of(input.toString()));
        return Json.EMPTY
                .with(
                        "jobName",
                        Json.of("outcrop-" + token.substring(0, Math.min(32, token.length()))))
                .with("roleArn", Json.of(options.roleArn()))
                .with("modelId", Json.of(options.modelId()))
                .with("clientRequestToken", Json.of(token))
                .with("inputDataConfig", Json.EMPTY.with("s3InputDataConfig", inputConfig))
                .with(
                        "outputDataConfig",
                        Json.EMPTY.with(
                                "s3OutputDataConfig",
                                key == null
                                        ? outputConfig
                                        : outputConfig.with("s3EncryptionKeyId", key)))
                .merged(options.members().without("s3EncryptionKeyId"));
    }

    /** Bedrock forgets client tokens after a while; then the name shows that the job exists. */
    private @Nullable String known(Json.Obj request, String token, BedrockException failure) {
        if (!"ConflictException".equals(failure.details().code())) {
            return null;
        }
        String name = String.valueOf(request.string("jobName"));
        for (Json.Obj job : jobs.list(name, 100)) {
            if (name.equals(job.string("jobName"))
                    && token.equals(job.string("clientRequestToken"))) {
                return job.string("jobArn");
            }
        }
        return null;
    }
}
