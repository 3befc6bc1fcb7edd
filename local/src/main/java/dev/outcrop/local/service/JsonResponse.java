package dev.outcrop.local.service;

import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Outgoing;
import dev.outcrop.local.wire.ServiceError;

import java.io.IOException;
import java.util.Map;

/** Answers that are one JSON document. */
final class JsonResponse {
    private JsonResponse() {}

    static void send(String json, String requestId, Outgoing out) throws IOException {
        out.head(200, Map.of("Content-Type", "application/json", "x-amzn-RequestId", requestId));
        out.end(Bytes.of(json));
    }

    static void send(ServiceError error, String requestId, Outgoing out) throws IOException {
        out.head(
                error.status(),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "x-amzn-RequestId",
                        requestId,
                        "x-amzn-ErrorType",
                        error.header()));
        out.end(Bytes.of(error.body()));
    }
}
