package dev.outcrop.local.internal.jobs;

import dev.outcrop.json.Json;
import dev.outcrop.local.script.JobFault;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The input of a job: JSONL files, with as much as Bedrock's default quotas allow. */
record JobInput(LocalBuckets buckets, Job job) {
    private static final long MOST_RECORDS = 50_000;
    private static final long MOST_BYTES_OF_A_FILE = 1L << 30;
    private static final long MOST_BYTES = 5L << 30;

    /** Returns the S3 URI of a request's {@code input} or {@code output}. */
    static String uri(Json.Obj request, String which) {
        Json.Obj config =
                request.object(which + "DataConfig")
                        .object("s3" + (which.equals("input") ? "Input" : "Output") + "DataConfig");
        return String.valueOf(config.string("s3Uri"));
    }

    List<Path> files() {
        return buckets.inputs(uri(job.request(), "input"));
    }

    /** Returns the path of an input's output below the folder of the job. */
    Path output(Path input) {
        Path all = buckets.path(uri(job.request(), "input"));
        Path name = input.equals(all) ? input.getFileName() : all.relativize(input);
        return Path.of(name + ".out");
    }

    /** Returns why the job fails when it is validated; null if it does not. */
    @Nullable String invalid() {
        if (job.fault() instanceof JobFault.Invalid(String message)) {
            return message;
        }
        List<Path> files = files();
        if (files.isEmpty()) {
            return "There is no input.";
        }
        long bytes = 0;
        long records = 0;
        for (Path file : files) {
            try {
                long size = Files.size(file);
                if (size > MOST_BYTES_OF_A_FILE) {
                    return "The file " + file.getFileName() + " is larger than 1 GB.";
                }
                bytes += size;
                records += records(file);
            } catch (IOException e) {
                return "The file " + file.getFileName() + " cannot be read.";
            }
        }
        if (bytes > MOST_BYTES) {
            return "The input is larger than 5 GB.";
        }
        return records > MOST_RECORDS
                ? "The input has more than " + MOST_RECORDS + " records."
                : null;
    }

    /** Returns the number of all records. */
    long records() throws IOException {
        long records = 0;
        for (Path file : files()) {
            records += records(file);
        }
        return records;
    }

    private static long records(Path file) throws IOException {
        long records = 0;
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                records += line.isBlank() ? 0 : 1;
            }
        }
        return records;
    }
}
