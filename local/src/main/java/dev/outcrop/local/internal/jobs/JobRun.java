package dev.outcrop.local.internal.jobs;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.script.JobFault;
import dev.outcrop.local.wire.ServiceError;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Answers the records of a job: each line of each input gets a line of {@code .jsonl.out}, in
 * another order, and {@code manifest.json.out} has the counts.
 */
final class JobRun {
    private final LocalBuckets buckets;
    private final Job job;
    private final InstantSource clock;
    private final BatchRecordRunner answers;
    private final JobInput input;
    private long total;
    private long success;
    private long error;

    JobRun(
            Function<Question, Json.Obj> answers,
            LocalBuckets buckets,
            Job job,
            InstantSource clock) {
        this.buckets = buckets;
        this.job = job;
        this.clock = clock;
        this.input = new JobInput(buckets, job);
        this.answers = new BatchRecordRunner(answers, job, clock);
    }

    void run() {
        try {
            total = input.records();
            Path output = buckets.path(JobInput.uri(job.request(), "output")).resolve(job.id());
            for (Path file : input.files()) {
                answer(file, output.resolve(input.output(file)));
            }
            Files.createDirectories(output);
            Files.writeString(output.resolve("manifest.json.out"), manifest() + "\n");
            job.end(status(), counts(), message(), clock.instant());
        } catch (IOException e) {
            String reason = "A file could not be read or written: " + e.getClass().getSimpleName();
            job.end(JobStatus.FAILED, counts(), reason, clock.instant());
        }
    }

    private JobStatus status() {
        if (job.fault() instanceof JobFault.Expired) {
            return JobStatus.EXPIRED;
        }
        return success == 0 && error > 0
                ? JobStatus.FAILED
                : error > 0 ? JobStatus.PARTIALLY_COMPLETED : JobStatus.COMPLETED;
    }

    private String message() {
        return status() == JobStatus.EXPIRED ? "The job has expired." : "";
    }

    private void answer(Path from, Path to) throws IOException {
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        try (var in = Files.newBufferedReader(from);
                BufferedWriter out = Files.newBufferedWriter(to)) {
            var lines = new ShuffledLines(out, new SplittableRandom(job.id().hashCode()));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank() && !hasExpired()) {
                    lines.add(answered(line).toString());
                }
            }
            lines.end();
        }
    }

    private boolean hasExpired() {
        return job.fault() instanceof JobFault.Expired(int records) && success + error >= records;
    }

    private Json answered(String line) {
        Json.Obj record = Json.EMPTY;
        try {
            if (!(Json.parse(line) instanceof Json.Obj object)) {
                throw ServiceError.validation("The record is not a JSON object.");
            }
            record =
                    object.get("recordId") == null
                            ? object.with("recordId", Json.of(newRecordId()))
                            : object;
            if (!(object.get("modelInput") instanceof Json.Obj)) {
                throw ServiceError.validation("The record has no modelInput.");
            }
            if (job.fault() instanceof JobFault.FailedRecords(int every, int code, String message)
                    && (success + error + 1) % every == 0) {
                return failed(record, code, message);
            }
            Json answer = answers.to(record.object("modelInput"));
            success++;
            return record.with("modelOutput", answer);
        } catch (JsonException e) {
            return failed(record, 400, "The record is not JSON.");
        } catch (ServiceError e) {
            return failed(record, e.status(), String.valueOf(e.getMessage()));
        }
    }

    /** A record without an id gets one of eleven characters. */
    private String newRecordId() {
        return String.format(Locale.ROOT, "%011d", success + error + 1);
    }

    private Json failed(Json.Obj record, int code, String message) {
        error++;
        return record.with(
                "error", Json.object(Map.of("errorCode", code, "errorMessage", message)));
    }

    private Json manifest() {
        return Json.EMPTY
                .with("totalRecordCount", Json.of(total))
                .with("processedRecordCount", Json.of(success + error))
                .with("successRecordCount", Json.of(success))
                .with("errorRecordCount", Json.of(error))
                .with("inputTokenCount", Json.of(answers.inputTokens()))
                .with("outputTokenCount", Json.of(answers.outputTokens()));
    }

    private Job.Counts counts() {
        return new Job.Counts(total, success, error, answers.inputTokens(), answers.outputTokens());
    }
}
