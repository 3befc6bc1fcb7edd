package dev.outcrop.local.internal.jobs;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** An asynchronous invocation of a model. In progress for two seconds. Guarded by its list. */
final class AsyncInvocation {
    static final Duration WORK = Duration.ofSeconds(2);

    private final String id;
    private final Json.Obj request;
    private final Instant submitted;
    private @Nullable Instant ended;
    private @Nullable String failure;

    AsyncInvocation(String id, Json.Obj request, Instant submitted) {
        this.id = id;
        this.request = request;
        this.submitted = submitted;
    }

    String id() {
        return id;
    }

    String arn() {
        return "arn:aws:bedrock:us-east-1:000000000000:async-invoke/" + id;
    }

    Json.Obj request() {
        return request;
    }

    Instant submitted() {
        return submitted;
    }

    @Nullable String clientToken() {
        return request.string("clientRequestToken");
    }

    /** Returns the folder of its results: one of its own below that of the request. */
    String folder() {
        String uri =
                String.valueOf(
                        request.object("outputDataConfig")
                                .object("s3OutputDataConfig")
                                .string("s3Uri"));
        return (uri.endsWith("/") ? uri : uri + "/") + id;
    }

    boolean isDue(Instant now) {
        return ended == null && !now.isBefore(submitted.plus(WORK));
    }

    /**
     * Ends the invocation.
     *
     * @param message why it failed; null if it did not
     */
    void end(@Nullable String message, Instant now) {
        ended = now;
        failure = message;
    }

    String status() {
        return ended == null ? "InProgress" : failure == null ? "Completed" : "Failed";
    }

    /** Returns the response of GetAsyncInvoke. */
    Json.Obj json() {
        Json.Obj output =
                request.object("outputDataConfig")
                        .object("s3OutputDataConfig")
                        .with("s3Uri", Json.of(folder()));
        String model = String.valueOf(request.string("modelId"));
        Json.Obj told =
                Json.EMPTY
                        .with("invocationArn", Json.of(arn()))
                        .with(
                                "modelArn",
                                Json.of(
                                        model.startsWith("arn:")
                                                ? model
                                                : "arn:aws:bedrock:us-east-1::foundation-model/"
                                                        + model))
                        .with("status", Json.of(status()))
                        .with("submitTime", Json.of(submitted.toString()))
                        .with(
                                "lastModifiedTime",
                                Json.of((ended == null ? submitted : ended).toString()))
                        .with("outputDataConfig", Json.EMPTY.with("s3OutputDataConfig", output));
        String token = clientToken();
        told = token == null ? told : told.with("clientRequestToken", Json.of(token));
        told = ended == null ? told : told.with("endTime", Json.of(ended.toString()));
        return failure == null ? told : told.with("failureMessage", Json.of(failure));
    }
}
