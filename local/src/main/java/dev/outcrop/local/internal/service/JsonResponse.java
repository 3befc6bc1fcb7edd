package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.ResponseOutput;
import dev.outcrop.local.wire.ServiceError;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers that are one JSON document. */
final class JsonResponse {
    private JsonResponse() {}

    static void send(Json json, String requestId, ResponseOutput out) throws IOException {
        send(200, json, requestId, out);
    }

    static void send(int status, Json json, String requestId, ResponseOutput out)
            throws IOException {
        send(status, json.toString(), Map.of(), requestId, out);
    }

    static void send(
            int status,
            String json,
            Map<String, String> headers,
            String requestId,
            ResponseOutput out)
            throws IOException {
        var all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json");
        all.put("x-amzn-RequestId", requestId);
        out.head(status, all);
        out.end(Bytes.of(json));
    }

    static void send(ServiceError error, String requestId, ResponseOutput out) throws IOException {
        send(
                error.status(),
                error.body(),
                Map.of("x-amzn-ErrorType", error.header()),
                requestId,
                out);
    }
}
