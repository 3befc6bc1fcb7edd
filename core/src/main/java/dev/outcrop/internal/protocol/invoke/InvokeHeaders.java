package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Settings that InvokeModel takes as headers, and Converse in its body: the guardrail, the latency,
 * the tier, metadata.
 *
 * @param headers Bedrock's headers
 * @param args the caller's members for the model's native body
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html">
 *     InvokeModel</a>
 */
record InvokeHeaders(Map<String, String> headers, Json.Obj args) {
    private static final String GUARDRAIL = "guardrailConfig";
    private static final String PERFORMANCE = "performanceConfig";
    private static final String TIER = "serviceTier";
    private static final String METADATA = "requestMetadata";
    private static final String OWN = "additionalModelRequestFields";

    /** The member of the body with settings of a guardrail. */
    private static final String IN_BODY = "amazon-bedrock-guardrailConfig";

    static InvokeHeaders of(ConverseRequest request, Json.Obj apiArgs) {
        Json.Obj beside = Json.EMPTY;
        if (request.guardrailConfig() != null) {
            beside = beside.with(GUARDRAIL, guardrail(request.guardrailConfig()));
        }
        if (request.performanceLatency() != null) {
            beside =
                    beside.with(
                            PERFORMANCE,
                            Json.object(Map.of("latency", request.performanceLatency())));
        }
        if (request.serviceTier() != null) {
            beside = beside.with(TIER, Json.object(Map.of("type", request.serviceTier())));
        }
        if (!request.requestMetadata().isEmpty()) {
            beside = beside.with(METADATA, Json.object(request.requestMetadata()));
        }
        for (String name : List.of(GUARDRAIL, PERFORMANCE, TIER, METADATA)) {
            Json value = apiArgs.get(name);
            beside = value == null ? beside : beside.merged(Json.EMPTY.with(name, value));
        }
        Json.Obj args = apiArgs.without(GUARDRAIL, PERFORMANCE, TIER, METADATA, OWN);
        String mode = beside.object(GUARDRAIL).string("streamProcessingMode");
        if (mode != null) {
            args = Json.EMPTY.with(IN_BODY, processing(mode)).merged(args);
        }
        return new InvokeHeaders(headers(beside), apiArgs.object(OWN).merged(args));
    }

    private static Json.Obj guardrail(GuardrailConfig config) {
        Json.Obj json = config.more();
        json = with(json, "guardrailIdentifier", config.guardrailIdentifier());
        json = with(json, "guardrailVersion", config.guardrailVersion());
        json = with(json, "trace", config.trace());
        return with(json, "streamProcessingMode", config.streamProcessingMode());
    }

    private static Json.Obj with(Json.Obj json, String name, @Nullable String value) {
        return value == null ? json : json.with(name, Json.of(value));
    }

    private static Json.Obj processing(String mode) {
        String word = mode.equals("async") ? "ASYNCHRONOUS" : "SYNCHRONOUS";
        return Json.object(Map.of("streamProcessingMode", word));
    }

    private static Map<String, String> headers(Json.Obj beside) {
        var headers = new LinkedHashMap<String, String>();
        Json.Obj guardrail = beside.object(GUARDRAIL);
        put(headers, "GuardrailIdentifier", guardrail.string("guardrailIdentifier"));
        put(headers, "GuardrailVersion", guardrail.string("guardrailVersion"));
        String trace = guardrail.string("trace");
        put(headers, "Trace", trace == null ? null : trace.toUpperCase(Locale.ROOT));
        put(headers, "PerformanceConfig-Latency", beside.object(PERFORMANCE).string("latency"));
        put(headers, "Service-Tier", beside.object(TIER).string("type"));
        Json.Obj metadata = beside.object(METADATA);
        put(headers, "Request-Metadata", metadata.isEmpty() ? null : ascii(metadata.toString()));
        return headers;
    }

    /** Headers must be ASCII; JSON can escape all other characters. */
    private static String ascii(String json) {
        var ascii = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char sign = json.charAt(i);
            if (sign < 127) {
                ascii.append(sign);
            } else {
                ascii.append(String.format("\\u%04x", (int) sign));
            }
        }
        return ascii.toString();
    }

    private static void put(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put("X-Amzn-Bedrock-" + name, value);
        }
    }

    /** Returns these headers with the caller's own, which take precedence. */
    Map<String, String> with(Map<String, String> callers) {
        var all = new LinkedHashMap<String, String>();
        headers.forEach(
                (name, value) -> {
                    if (callers.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
                        all.put(name, value);
                    }
                });
        all.putAll(callers);
        return all;
    }
}
