package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.nativeformat.ChunkSink;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.ResponseOutput;
import dev.outcrop.local.wire.ServiceError;

import java.io.IOException;
import java.util.Map;

/** Sends chunks to the client as server-sent events. For one thread. */
final class SseResponse implements ChunkSink {
    private final ResponseOutput out;
    private final Call call;
    private final StreamPace pace;
    private boolean begun;

    SseResponse(ResponseOutput out, Call call, StreamPace pace) {
        this.out = out;
        this.call = call;
        this.pace = pace;
    }

    @Override
    public void next(Json.Obj chunk) {
        try {
            pace.keep();
            write(chunk);
        } catch (IOException e) {
            throw new ClientDisconnected(e);
        }
    }

    @Override
    public void last(Json.Obj chunk) {
        next(chunk);
    }

    /** Sends an error: as the whole answer, or as the last event if one was sent before. */
    void fail(ServiceError error) throws IOException {
        Json.Obj told = body(error);
        if (begun) {
            write(told);
            out.end(Bytes.NONE);
        } else {
            JsonResponse.send(
                    error.status(),
                    told.toString(),
                    error.isOfVendor() ? Map.of() : Map.of("x-amzn-ErrorType", error.header()),
                    call.requestId(),
                    out);
        }
    }

    void end() throws IOException {
        out.end(
                call.route().operation() == Operation.CHAT_COMPLETIONS
                        ? Bytes.of("data: [DONE]\n\n")
                        : Bytes.NONE);
    }

    private void write(Json.Obj chunk) throws IOException {
        if (!begun) {
            begun = true;
            out.head(
                    200,
                    Map.of(
                            "Content-Type",
                            "text/event-stream",
                            "Cache-Control",
                            "no-cache",
                            "x-amzn-RequestId",
                            call.requestId()));
        }
        // Anthropic's clients use the name of the event, OpenAI's its content.
        String name =
                call.route().operation() == Operation.MESSAGES
                        ? "event: " + chunk.string("type") + "\n"
                        : "";
        out.write(Bytes.of(name + "data: " + chunk + "\n\n"));
    }

    private Json.Obj body(ServiceError error) {
        boolean isAnthropic =
                call.route().operation() == Operation.MESSAGES
                        || call.route().operation() == Operation.MESSAGES_COUNT_TOKENS;
        Json.Obj told =
                Json.EMPTY
                        .with("type", Json.of(type(error, isAnthropic)))
                        .with("message", Json.of(error.getMessage()));
        return isAnthropic
                ? Json.EMPTY
                        .with("type", Json.of("error"))
                        .with("error", told)
                        .with("request_id", Json.of("req_" + call.requestId().replace("-", "")))
                : Json.EMPTY.with(
                        "error", told.with("code", Json.of(code(error))).with("param", Json.NULL));
    }

    /** The code of OpenAI's APIs on bedrock-mantle, as far as there are reports of it. */
    private static String code(ServiceError error) {
        if (error.isOfVendor()) {
            return error.type();
        }
        return switch (error.status()) {
            case 400 -> "validation_error";
            case 403 -> "access_denied";
            case 404 -> "not_found_error";
            default -> error.type();
        };
    }

    private static String type(ServiceError error, boolean isAnthropic) {
        return switch (error.status()) {
            case 400, 413 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 403 -> isAnthropic ? "permission_error" : "permission_denied_error";
            case 404 -> isAnthropic ? "not_found_error" : "invalid_request_error";
            case 429 -> "rate_limit_error";
            default -> "api_error";
        };
    }
}
