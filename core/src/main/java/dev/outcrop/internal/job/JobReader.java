package dev.outcrop.internal.job;

import dev.outcrop.batch.BatchJobs.Job;
import dev.outcrop.batch.BatchJobs.Result;
import dev.outcrop.batch.BatchJobs.Status;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads what Bedrock says of a job, and the records of its output. */
final class JobReader {
    private JobReader() {}

    static Job job(Json.Obj json) {
        return new Job(
                text(json, "jobArn"),
                text(json, "jobName"),
                text(json, "modelId"),
                Status.of(json.string("status")),
                json.string("message"),
                json.integer("totalRecordCount", 0),
                json.integer("processedRecordCount", 0),
                json.integer("successRecordCount", 0),
                json.integer("errorRecordCount", 0),
                time(json.string("submitTime")),
                time(json.string("endTime")),
                text(json.object("outputDataConfig").object("s3OutputDataConfig"), "s3Uri"),
                json);
    }

    private static String text(Json.Obj json, String member) {
        String value = json.string(member);
        return value == null ? "" : value;
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Reads a line; a broken one is a result without an id. */
    static Result result(String line) {
        Json.Obj json;
        try {
            json = Json.parse(line) instanceof Json.Obj object ? object : Json.EMPTY;
        } catch (JsonException e) {
            json = Json.EMPTY;
        }
        String id = json.string("recordId");
        if (id == null || id.isEmpty()) {
            return new Result("", Json.EMPTY, "the record cannot be read", json);
        }
        Json.Obj output = json.object("modelOutput");
        Json.Obj error = json.object("error");
        if (error.isEmpty() && !output.isEmpty()) {
            return new Result(id, output, null, json);
        }
        String message = error.string("errorMessage");
        return new Result(
                id, Json.EMPTY, message == null ? "the record has no answer" : message, json);
    }
}
