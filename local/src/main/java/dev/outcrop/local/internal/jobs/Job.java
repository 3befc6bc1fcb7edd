package dev.outcrop.local.internal.jobs;

import dev.outcrop.json.Json;
import dev.outcrop.local.script.JobFault;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * A job and its state. It is submitted, validated, scheduled and in progress for a second each;
 * then its records are answered, at once. If it is stopped, it is stopping for a second. Guarded by
 * its list.
 */
final class Job {
    static final Duration PHASE = Duration.ofSeconds(1);
    private static final long DEFAULT_HOURS = 24;
    private static final int VALIDATION = 1;

    private final String arn;
    private final Json.Obj request;
    private final Instant submitted;
    private Instant modified;
    private JobStatus status = JobStatus.SUBMITTED;
    private Counts counts = Counts.NONE;
    private String message = "";
    private final JobFault fault;
    private @Nullable Instant stopped;
    private boolean validated;

    /** The numbers of records and tokens. */
    record Counts(long total, long success, long error, long inputTokens, long outputTokens) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);
    }

    Job(String arn, Json.Obj request, Instant submitted, JobFault fault) {
        this.arn = arn;
        this.fault = fault;
        this.request = request;
        this.submitted = submitted;
        this.modified = submitted;
    }

    String arn() {
        return arn;
    }

    /** The last part of the ARN. */
    String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    Json.Obj request() {
        return request;
    }

    Instant submitted() {
        return submitted;
    }

    /** Returns what goes wrong with it. */
    JobFault fault() {
        return fault;
    }

    JobStatus status() {
        return status;
    }

    /** Whether its input must be validated now; true once. */
    boolean mustBeValidated(Instant now) {
        boolean isDue =
                !validated && !status.isFinal() && stopped == null && phase(now) > VALIDATION;
        validated |= isDue;
        return isDue;
    }

    private long phase(Instant now) {
        return Duration.between(submitted, now).toMillis() / PHASE.toMillis();
    }

    /** Updates the state by the clock; returns true if its records must be answered now. */
    boolean advance(Instant now) {
        if (status.isFinal()) {
            return false;
        }
        if (stopped != null) {
            if (!now.isBefore(stopped.plus(PHASE))) {
                end(JobStatus.STOPPED, Counts.NONE, "", stopped.plus(PHASE));
            }
            return false;
        }
        long phase = phase(now);
        JobStatus due = JobStatus.inPhase(phase);
        if (due != status) {
            status = due;
            modified = now;
        }
        return phase > JobStatus.LAST_PHASE;
    }

    void stop(Instant now) {
        stopped = now;
        status = JobStatus.STOPPING;
        modified = now;
    }

    void end(JobStatus status, Counts counts, String message, Instant now) {
        this.status = status;
        this.counts = counts;
        this.message = message;
        this.modified = now;
    }

    /** Returns the response of GetModelInvocationJob. */
    Json.Obj json() {
        long hours = request.integer("timeoutDurationInHours", DEFAULT_HOURS);
        Json.Obj json = Json.EMPTY.with("jobArn", Json.of(arn));
        for (String member :
                new String[] {
                    "jobName",
                    "modelId",
                    "clientRequestToken",
                    "roleArn",
                    "inputDataConfig",
                    "outputDataConfig",
                    "vpcConfig",
                    "modelInvocationType"
                }) {
            Json value = request.get(member);
            json = value == null ? json : json.with(member, value);
        }
        json =
                json.with("status", Json.of(status.wireName()))
                        .with("submitTime", time(submitted))
                        .with("lastModifiedTime", time(modified))
                        .with("timeoutDurationInHours", Json.of(hours))
                        .with("jobExpirationTime", time(submitted.plus(Duration.ofHours(hours))))
                        .with("totalRecordCount", Json.of(counts.total()))
                        .with("processedRecordCount", Json.of(counts.success() + counts.error()))
                        .with("successRecordCount", Json.of(counts.success()))
                        .with("errorRecordCount", Json.of(counts.error()));
        json = message.isEmpty() ? json : json.with("message", Json.of(message));
        return status.isFinal() ? json.with("endTime", time(modified)) : json;
    }

    @Nullable String clientToken() {
        return request.string("clientRequestToken");
    }

    private static Json time(Instant instant) {
        return Json.of(instant.toString());
    }
}
