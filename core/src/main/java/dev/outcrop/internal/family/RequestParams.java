package dev.outcrop.internal.family;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.server.ServerParams;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.ConverseRequest.OutputConfig;
import dev.outcrop.settings.Params;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Params in the format of a model.
 *
 * @param config what Converse has fields for
 * @param own the model's own fields
 * @param left what the model has no field for
 * @param notes what was changed for the model and why, as sentences without their subject
 */
public record RequestParams(
        InferenceConfig config,
        Json.Obj own,
        @Nullable OutputConfig output,
        Set<Params.Name> left,
        List<String> notes) {
    private static final String OWN = "additionalModelRequestFields";

    /**
     * Converts params to the names of a model.
     *
     * @param api the API of the request
     * @param callers what the caller lays over the body; of the model's own fields, each one that
     *     it has replaces the one of this name whole
     * @throws dev.outcrop.error.ValidationException if the effort is no level of any model
     */
    public static RequestParams of(Params params, ModelName model, Api api, Json.Obj callers) {
        return of(params, model, api, callers, null);
    }

    /**
     * Converts params to the names of a model, or of a server that has its own for all its models.
     *
     * @param server the server's settings; null for those of the model
     * @throws dev.outcrop.error.ValidationException if the temperature is too high, or the effort
     *     is no level of any model
     */
    public static RequestParams of(
            Params params,
            ModelName model,
            Api api,
            Json.Obj callers,
            @Nullable ServerParams server) {
        var fields = new SettingFields(model, api, server);
        fields.check(params.inferenceConfig().temperature());
        var reasoning =
                fields.ofServer() == null
                        ? new ReasoningParams(params.modelFields(), model, api)
                        : ReasoningParams.of(params.modelFields(), fields.ofServer());
        Set<Params.Name> left = EnumSet.noneOf(Params.Name.class);
        left.addAll(reasoning.left());
        List<String> notes = new ArrayList<>(reasoning.notes());
        InferenceConfig config = taken(params.inferenceConfig(), fields, left, notes);
        Map<String, Object> body = new LinkedHashMap<>();
        for (var entry : reasoning.values().entrySet()) {
            String known = fields.of(entry.getKey());
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
        reasoning.words().forEach((path, word) -> set(body, ParamField.path(path), Json.of(word)));
        Map<String, Object> own = within(body, OWN);
        own.putAll(params.extras().members());
        own.keySet().removeAll(callers.object(OWN).members().keySet());
        return new RequestParams(config, Json.object(own), outputConfig(body), left, notes);
    }

    /** What the model takes of it; the rest is added to what is left out. */
    private static InferenceConfig taken(
            InferenceConfig config,
            SettingFields fields,
            Set<Params.Name> left,
            List<String> notes) {
        boolean temperature =
                config.temperature() != null && isLeft(Params.Name.TEMPERATURE, fields, left);
        boolean topP = config.topP() != null && isLeft(Params.Name.TOP_P, fields, left);
        List<String> stop = stops(config.stopSequences(), fields, left, notes);
        return temperature || topP || stop.size() < config.stopSequences().size()
                ? new InferenceConfig(
                        config.maxTokens(),
                        temperature ? null : config.temperature(),
                        topP ? null : config.topP(),
                        stop,
                        config.more())
                : config;
    }

    private static List<String> stops(
            List<String> stops, SettingFields fields, Set<Params.Name> left, List<String> notes) {
        if (stops.isEmpty() || isLeft(Params.Name.STOP, fields, left)) {
            return List.of();
        }
        if (StopRules.BLANK.of(fields.model()) || stops.stream().noneMatch(String::isBlank)) {
            return stops;
        }
        notes.add("refuses blank stop sequences; they are not sent.");
        return stops.stream().filter(stop -> !stop.isBlank()).toList();
    }

    private static boolean isLeft(Params.Name param, SettingFields fields, Set<Params.Name> left) {
        return fields.of(param) == null && left.add(param);
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

    private static @Nullable OutputConfig outputConfig(Map<String, Object> body) {
        return within(body, "outputConfig").get("effort") instanceof Json.Str(String effort)
                ? new OutputConfig(null, effort, Json.EMPTY)
                : null;
    }

    /** Applies the settings to a request. */
    public ConverseRequest.Builder in(ConverseRequest.Builder request) {
        return request.inferenceConfig(config)
                .additionalModelRequestFields(own.isEmpty() ? null : own)
                .outputConfig(output);
    }

    /** The members of the body that {@link ParamConflicts} looks at. */
    public Json.Obj checked() {
        Json.Obj inference = Json.EMPTY;
        if (config.maxTokens() != null) {
            inference = inference.with("maxTokens", Json.of(config.maxTokens()));
        }
        if (config.temperature() != null) {
            inference = inference.with("temperature", Json.of(config.temperature()));
        }
        if (config.topP() != null) {
            inference = inference.with("topP", Json.of(config.topP()));
        }
        return Json.EMPTY.with("inferenceConfig", inference).with(OWN, own);
    }
}
