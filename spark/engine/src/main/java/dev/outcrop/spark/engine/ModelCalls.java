package dev.outcrop.spark.engine;

import dev.outcrop.Bedrock;
import dev.outcrop.Model;
import dev.outcrop.json.Json;
import dev.outcrop.policy.RateLimits;
import dev.outcrop.policy.Retries;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.settings.Params;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The calls by their options. There is one {@code Bedrock} for each region, profile and URL, in
 * general one in a process. Safe for any number of threads.
 */
final class ModelCalls {
    private static final int MOST = 64;

    private static final Retries PATIENT =
            Retries.DEFAULT.withWithin(Duration.ofMinutes(15)).withAttempts(100);

    private final Map<String, Bedrock> clients = new LinkedHashMap<>(); // guarded by this

    private final Map<String, ModelCall> calls = // guarded by this
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ModelCall> eldest) {
                    return size() > MOST;
                }
            };

    /**
     * @param options JSON, as {@code AnswerOptions} of the executor's side writes it
     */
    synchronized ModelCall of(String options) {
        ModelCall call = calls.get(options);
        if (call == null) {
            if (!(Json.parse(options) instanceof Json.Obj object)) {
                throw new IllegalArgumentException("options are not an object");
            }
            call = call(object);
            calls.put(options, call);
        }
        return call;
    }

    private ModelCall call(Json.Obj options) {
        String id = options.string("model");
        Bedrock client = client(options);
        Model model = id == null ? client.model() : client.model(id);
        Params params = Params.DEFAULT;
        if (options.get("maxTokens") instanceof Json.Num most) {
            params = params.withMaxTokens((int) most.longValue());
        }
        if (options.get("temperature") instanceof Json.Num temperature) {
            params = params.withTemperature(temperature.doubleValue());
        }
        String schema = options.string("schema");
        return new ModelCall(
                model.with(params),
                options.string("system"),
                schema == null ? null : JsonSchema.parse(schema));
    }

    private Bedrock client(Json.Obj options) {
        @Nullable String region = options.string("region");
        @Nullable String profile = options.string("profile");
        @Nullable String url = options.string("endpointUrl");
        String name = region + "\n" + profile + "\n" + url;
        return clients.computeIfAbsent(
                name,
                none -> {
                    Bedrock.Builder builder =
                            Bedrock.builder()
                                    .retries(PATIENT)
                                    .limits(RateLimits.NONE.withAdaptive(true));
                    builder = region == null ? builder : builder.region(region);
                    builder = profile == null ? builder : builder.profile(profile);
                    return (url == null ? builder : builder.baseUrl(url)).build();
                });
    }
}
