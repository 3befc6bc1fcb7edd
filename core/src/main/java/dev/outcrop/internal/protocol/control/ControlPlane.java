package dev.outcrop.internal.protocol.control;

import dev.outcrop.error.ProtocolException;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.protocol.ModelPath;
import dev.outcrop.internal.transport.ServiceRequest;
import dev.outcrop.internal.transport.ServiceResponse;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists models, and resolves inference profiles and custom models. Safe for any number of threads;
 * blocks.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_Operations_Amazon_Bedrock.html">Amazon
 *     Bedrock</a>
 */
public final class ControlPlane {
    private static final Json.Limits LIMITS = Json.Limits.DEFAULT;
    private static final int PAGE = 1_000;

    /** Bounds the loop if a service never stops returning pages. */
    private static final int MOST_PAGES = 100;

    private final CallExecutor calls;

    public ControlPlane(CallExecutor calls) {
        this.calls = calls;
    }

    /**
     * Returns the service's time, by a small request, within ten seconds.
     *
     * @return null if it sends none
     */
    public @Nullable Instant serverTime() {
        return calls.call(
                        "ListFoundationModels",
                        ServiceRequest.control(
                                "/foundation-models?byProvider=amazon",
                                "",
                                Timeouts.DEFAULT.withTotal(Duration.ofSeconds(10)),
                                new Cancellation()),
                        response -> new Told(response.header("Date")))
                .value()
                .time();
    }

    private record Told(@Nullable String date) {
        @Nullable Instant time() {
            try {
                return date == null
                        ? null
                        : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    /** Returns the summaries of ListFoundationModels. */
    public List<Json.Obj> foundationModels(Timeouts timeouts, Cancellation cancellation) {
        return objects(
                get("ListFoundationModels", "/foundation-models", "", timeouts, cancellation),
                "modelSummaries");
    }

    /**
     * Returns the summaries of ListInferenceProfiles, all pages of them.
     *
     * @param type {@code SYSTEM_DEFINED} or {@code APPLICATION}
     */
    public List<Json.Obj> inferenceProfiles(
            String type, Timeouts timeouts, Cancellation cancellation) {
        var all = new ArrayList<Json.Obj>();
        String token = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String path = "/inference-profiles?maxResults=" + PAGE + "&type=" + type;
            Json.Obj answer =
                    get(
                            "ListInferenceProfiles",
                            token == null ? path : path + "&nextToken=" + ModelPath.segment(token),
                            "",
                            timeouts,
                            cancellation);
            all.addAll(objects(answer, "inferenceProfileSummaries"));
            token = answer.string("nextToken");
            if (token == null) {
                break;
            }
        }
        return all;
    }

    /**
     * Resolves an ARN that does not name its model, by the operation for its kind.
     *
     * @return an id or ARN nearer to a foundation model; null if Bedrock returns none, as for an
     *     imported model
     */
    public @Nullable String modelBehind(String arn, Timeouts timeouts, Cancellation cancellation) {
        String[] parts = arn.split(":", 6);
        String resource = parts.length < 6 ? "" : parts[5];
        int slash = resource.indexOf('/');
        return switch (slash < 0 ? "" : resource.substring(0, slash)) {
            case "application-inference-profile", "inference-profile" -> {
                String path = path("/inference-profiles/", arn);
                List<Json.Obj> models =
                        objects(
                                get("GetInferenceProfile", path, arn, timeouts, cancellation),
                                "models");
                yield models.isEmpty() ? null : models.getFirst().string("modelArn");
            }
            case "provisioned-model" -> {
                String path = path("/provisioned-model-throughput/", arn);
                yield get("GetProvisionedModelThroughput", path, arn, timeouts, cancellation)
                        .string("foundationModelArn");
            }
            case "custom-model" -> {
                String path = path("/custom-models/", arn);
                yield get("GetCustomModel", path, arn, timeouts, cancellation)
                        .string("baseModelArn");
            }
            default -> null;
        };
    }

    private static String path(String collection, String arn) {
        return collection + ModelPath.segment(arn);
    }

    private Json.Obj get(
            String operation,
            String path,
            String modelId,
            Timeouts timeouts,
            Cancellation cancellation) {
        return calls.call(
                        operation,
                        ServiceRequest.control(path, modelId, timeouts, cancellation),
                        ControlPlane::object)
                .value();
    }

    static Json.Obj object(ServiceResponse response) {
        byte[] body = response.bytes((int) LIMITS.maxBytes());
        try {
            if (Json.parse(body, LIMITS) instanceof Json.Obj object) {
                return object;
            }
            throw new JsonException("expected an object");
        } catch (JsonException e) {
            throw new ProtocolException(
                    "cannot read the response: " + e.getMessage(), response.details(), e);
        }
    }

    static List<Json.Obj> objects(Json.Obj answer, String name) {
        var objects = new ArrayList<Json.Obj>();
        for (Json element : answer.array(name)) {
            if (element instanceof Json.Obj object) {
                objects.add(object);
            }
        }
        return objects;
    }
}
