package dev.outcrop;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.InferenceConfig;
import dev.outcrop.message.OutputConfig;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Params in the words of a family.
 *
 * @param body members of a request's body
 * @param left what the family has no field for
 */
record SpelledParams(Json.Obj body, Set<Param> left) {
    private static final String OWN = "additionalModelRequestFields";

    /**
     * @param callers what the caller lays over the body; of the model's own fields, each one that
     *     it has replaces the one of this name whole
     */
    static SpelledParams of(Params params, ModelFamily family, Json.Obj callers) {
        Json.Obj body = Json.EMPTY;
        Set<Param> left = EnumSet.noneOf(Param.class);
        for (var entry : params.values().entrySet()) {
            String field = ParamTable.field(family, entry.getKey());
            if (field == null) {
                left.add(entry.getKey());
            } else {
                body = with(body, field, entry.getValue());
            }
        }
        Json.Obj own = body.object(OWN);
        for (var extra : params.extras().members().entrySet()) {
            own = own.with(extra.getKey(), extra.getValue());
        }
        own = own.without(callers.object(OWN).members().keySet().toArray(String[]::new));
        body = own.isEmpty() ? body.without(OWN) : body.with(OWN, own);
        return new SpelledParams(body, left);
    }

    /** Sets the value at the first path of an entry, and the words at those that follow. */
    private static Json.Obj with(Json.Obj body, String field, Json value) {
        String[] paths = field.split(" ", -1);
        Json.Obj filled = with(body, List.of(paths[0].split("\\.", -1)), value);
        for (int i = 1; i < paths.length; i++) {
            String[] word = paths[i].split("=", -1);
            filled = with(filled, List.of(word[0].split("\\.", -1)), Json.of(word[1]));
        }
        return filled;
    }

    private static Json.Obj with(Json.Obj object, List<String> path, Json value) {
        String name = path.getFirst();
        return path.size() == 1
                ? object.with(name, value)
                : object.with(name, with(object.object(name), path.subList(1, path.size()), value));
    }

    /** Puts the settings into a request. */
    ConverseRequest.Builder in(ConverseRequest.Builder request) {
        Json.Obj own = body.object(OWN);
        String effort = body.object("outputConfig").string("effort");
        return request.inferenceConfig(inferenceConfig())
                .additionalModelRequestFields(own.isEmpty() ? null : own)
                .outputConfig(effort == null ? null : new OutputConfig(null, effort, Json.EMPTY));
    }

    private InferenceConfig inferenceConfig() {
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
