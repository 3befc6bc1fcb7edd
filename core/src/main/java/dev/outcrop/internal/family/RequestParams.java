package dev.outcrop.internal.family;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.InferenceConfig;
import dev.outcrop.message.OutputConfig;
import dev.outcrop.settings.Param;
import dev.outcrop.settings.Params;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Params in the format of a family.
 *
 * @param body members of a request's body
 * @param left settings that the family has no field for
 * @param config the part of the body for {@code inferenceConfig}
 * @param output the part of the body for {@code outputConfig}
 */
public record RequestParams(
        Json.Obj body, Set<Param> left, InferenceConfig config, @Nullable OutputConfig output) {
    private static final String OWN = "additionalModelRequestFields";

    private RequestParams(Json.Obj body, Set<Param> left) {
        this(body, left, inferenceConfig(body), outputConfig(body));
    }

    /**
     * Converts params to the names of a family.
     *
     * @param callers what the caller lays over the body; of the model's own fields, each one that
     *     it has replaces the one of this name whole
     */
    public static RequestParams of(Params params, ModelFamily family, Json.Obj callers) {
        Set<Param> left = EnumSet.noneOf(Param.class);
        Map<String, Object> body = new LinkedHashMap<>();
        for (var entry : params.values().entrySet()) {
            String known = ParamTable.field(family, entry.getKey());
            if (known == null) {
                left.add(entry.getKey());
            } else {
                ParamField field = ParamField.of(known);
                set(body, field.path(), entry.getValue());
                for (ParamField.Word word : field.beside()) {
                    set(body, word.path(), word.value());
                }
            }
        }
        Map<String, Object> own = within(body, OWN);
        own.putAll(params.extras().members());
        own.keySet().removeAll(callers.object(OWN).members().keySet());
        if (own.isEmpty()) {
            body.remove(OWN);
        }
        return new RequestParams(Json.object(body), left);
    }

    private static void set(Map<String, Object> body, List<String> path, Json value) {
        Map<String, Object> place = body;
        for (String name : path.subList(0, path.size() - 1)) {
            place = within(place, name);
        }
        place.put(path.getLast(), value);
    }

    /** The object of that name, which is created if missing; only objects are created here. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> within(Map<String, Object> body, String name) {
        return (Map<String, Object>) body.computeIfAbsent(name, none -> new LinkedHashMap<>());
    }

    /** Applies the settings to a request. */
    public ConverseRequest.Builder in(ConverseRequest.Builder request) {
        Json.Obj own = body.object(OWN);
        return request.inferenceConfig(config)
                .additionalModelRequestFields(own.isEmpty() ? null : own)
                .outputConfig(output);
    }

    private static @Nullable OutputConfig outputConfig(Json.Obj body) {
        String effort = body.object("outputConfig").string("effort");
        return effort == null ? null : new OutputConfig(null, effort, Json.EMPTY);
    }

    private static InferenceConfig inferenceConfig(Json.Obj body) {
        Json.Obj config = body.object("inferenceConfig");
        var stop = new ArrayList<String>();
        for (Json sequence : config.array("stopSequences")) {
            stop.add(((Json.Str) sequence).value());
        }
        return new InferenceConfig(
                config.get("maxTokens") instanceof Json.Num n
                        ? (Integer) (int) n.longValue()
                        : null,
                config.get("temperature") instanceof Json.Num n ? (Double) n.doubleValue() : null,
                config.get("topP") instanceof Json.Num n ? (Double) n.doubleValue() : null,
                stop,
                Json.EMPTY);
    }
}
