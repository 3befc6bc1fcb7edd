package dev.outcrop.local.internal.jobs;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Answers the records of a job: each line of each input gets a line of {@code .jsonl.out}, and
 * {@code manifest.json.out} has the counts.
 */
final class JobRun {
    private static final long MOST_RECORDS = 50_000;
    private static final long MOST_BYTES_OF_A_FILE = 1L << 30;
    private static final long MOST_BYTES = 5L << 30;

    private final LocalBuckets buckets;
    private final Job job;
    private final InstantSource clock;
    private final BatchRecordRunner answers;
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
        this.answers = new BatchRecordRunner(answers, job, clock);
    }

    /** The S3 URI of a request's {@code input} or {@code output}. */
    static String uri(Json.Obj request, String which) {
        Json.Obj config =
                request.object(which + "DataConfig")
                        .object("s3" + (which.equals("input") ? "Input" : "Output") + "DataConfig");
        return String.valueOf(config.string("s3Uri"));
    }

    void run() {
        List<Path> inputs = buckets.inputs(uri(job.request(), "input"));
        if (inputs.isEmpty()) {
            job.end(JobStatus.FAILED, Job.Counts.NONE, "There is no input.", clock.instant());
            return;
        }
        String excess = excess(inputs);
        if (excess != null) {
            job.end(JobStatus.FAILED, Job.Counts.NONE, excess, clock.instant());
            return;
        }
        Path output = buckets.path(uri(job.request(), "output")).resolve(job.id());
        try {
            Files.createDirectories(output);
            for (Path input : inputs) {
                answer(input, output.resolve(input.getFileName() + ".out"));
            }
            Files.writeString(output.resolve("manifest.json.out"), manifest() + "\n");
            JobStatus status =
                    success == 0 && error > 0
                            ? JobStatus.FAILED
                            : error > 0 ? JobStatus.PARTIALLY_COMPLETED : JobStatus.COMPLETED;
            job.end(status, counts(), "", clock.instant());
        } catch (IOException e) {
            String reason = "A file could not be read or written: " + e.getClass().getSimpleName();
            job.end(JobStatus.FAILED, counts(), reason, clock.instant());
        }
    }

    /** Returns what is too much, as far as Bedrock's default quotas limit it; null if nothing. */
    private static @Nullable String excess(List<Path> inputs) {
        long records = 0;
        long bytes = 0;
        for (Path input : inputs) {
            try (var lines = Files.lines(input)) {
                long size = Files.size(input);
                if (size > MOST_BYTES_OF_A_FILE) {
                    return "The file " + input.getFileName() + " is larger than 1 GB.";
                }
                records += lines.filter(line -> !line.isBlank()).count();
                bytes += size;
            } catch (IOException | UncheckedIOException e) {
                return "The file " + input.getFileName() + " cannot be read.";
            }
        }
        if (bytes > MOST_BYTES) {
            return "The input is larger than 5 GB.";
        }
        return records > MOST_RECORDS
                ? "The input has more than " + MOST_RECORDS + " records."
                : null;
    }

    private void answer(Path input, Path output) throws IOException {
        try (var in = Files.newBufferedReader(input);
                BufferedWriter out = Files.newBufferedWriter(output)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank()) {
                    out.write(answered(line).toString());
                    out.write('\n');
                }
            }
        }
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
                .with("totalRecordCount", Json.of(success + error))
                .with("processedRecordCount", Json.of(success + error))
                .with("successRecordCount", Json.of(success))
                .with("errorRecordCount", Json.of(error))
                .with("inputTokenCount", Json.of(answers.inputTokens()))
                .with("outputTokenCount", Json.of(answers.outputTokens()));
    }

    private Job.Counts counts() {
        return new Job.Counts(
                success + error, success, error, answers.inputTokens(), answers.outputTokens());
    }
}
