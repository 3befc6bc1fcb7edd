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
                    Map.of("x-amzn-ErrorType", error.header()),
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
        Json.Obj told =
                Json.EMPTY
                        .with("type", Json.of(type(error)))
                        .with("message", Json.of(error.getMessage()));
        boolean isAnthropic =
                call.route().operation() == Operation.MESSAGES
                        || call.route().operation() == Operation.MESSAGES_COUNT_TOKENS;
        return isAnthropic
                ? Json.EMPTY.with("type", Json.of("error")).with("error", told)
                : Json.EMPTY.with(
                        "error", told.with("code", Json.of(error.type())).with("param", Json.NULL));
    }

    private static String type(ServiceError error) {
        return switch (error.status()) {
            case 400, 413 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            default -> "api_error";
        };
    }
}
