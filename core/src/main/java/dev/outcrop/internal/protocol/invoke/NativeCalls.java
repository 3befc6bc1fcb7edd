package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.call.Counted;
import dev.outcrop.internal.call.TokenReservation;
import dev.outcrop.internal.protocol.ModelPath;
import dev.outcrop.internal.protocol.ResponseBody;
import dev.outcrop.internal.stream.AnswerLimits;
import dev.outcrop.internal.transport.ServiceRequest;
import dev.outcrop.internal.transport.ServiceResponse;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.Invocation;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Calls InvokeModel with a body in the model's own format. Safe for any number of threads. */
public final class NativeCalls {
    private static final List<String> HEADERS =
            List.of(
                    "content-type",
                    "x-amzn-requestid",
                    "x-amzn-bedrock-input-token-count",
                    "x-amzn-bedrock-output-token-count",
                    "x-amzn-bedrock-cache-read-input-token-count",
                    "x-amzn-bedrock-cache-write-input-token-count",
                    "x-amzn-bedrock-invocation-latency",
                    "x-amzn-bedrock-performanceconfig-latency",
                    "x-amzn-bedrock-service-tier");

    private final CallExecutor calls;
    private final Timeouts timeouts;

    public NativeCalls(CallExecutor calls, Timeouts timeouts) {
        this.calls = calls;
        this.timeouts = timeouts;
    }

    private record CountedInvocation(Invocation invocation) implements Counted {
        @Override
        public Usage usage() {
            return invocation.usage();
        }
    }

    /** Sends a body, and waits for the response. */
    public Invocation call(String modelId, Json body) {
        byte[] bytes = JsonWriter.wellFormedBytes(json -> json.value(body));
        Json.Obj asked = body instanceof Json.Obj object ? object : Json.EMPTY;
        return call(modelId, bytes, TokenReservation.estimated(bytes, asked));
    }

    /** Sends a body for which the model writes no tokens. */
    Invocation callWithoutOutput(String modelId, Json body) {
        byte[] bytes = JsonWriter.wellFormedBytes(json -> json.value(body));
        return call(modelId, bytes, bytes.length / 4L);
    }

    private Invocation call(String modelId, byte[] bytes, long reservedTokens) {
        var request =
                new ServiceRequest(
                        ModelPath.of(modelId) + "/invoke",
                        ServiceRequest.JSON,
                        modelId,
                        Map.of(),
                        bytes,
                        reservedTokens,
                        timeouts,
                        new Cancellation());
        return calls.call("InvokeModel", request, NativeCalls::read).value().invocation();
    }

    private static CountedInvocation read(ServiceResponse response) {
        Json body = ResponseBody.read(response, bytes -> Json.parse(bytes, AnswerLimits.JSON));
        Usage usage = usage(response, body);
        response.used(TokenReservation.of(usage));
        var headers = new TreeMap<String, String>();
        for (String name : HEADERS) {
            String value = response.header(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new CountedInvocation(new Invocation(body, headers, usage));
    }

    /** Embeddings have no count of the output. */
    private static Usage usage(ServiceResponse response, Json body) {
        Usage usage = InvocationMetrics.usage(response::header);
        if (usage.known()) {
            return usage;
        }
        long tokens = InvocationMetrics.header(response::header, "input-token-count");
        if (tokens < 0 && body instanceof Json.Obj object && object.get("embedding") != null) {
            tokens = object.integer("inputTextTokenCount", -1); // Titan's own count
        }
        return tokens < 0 ? Usage.NONE : Usage.of(tokens, 0);
    }
}
