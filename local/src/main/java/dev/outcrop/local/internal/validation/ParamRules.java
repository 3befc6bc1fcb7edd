package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.models.ModelFamily;
import dev.outcrop.local.internal.models.ModelName;
import dev.outcrop.local.internal.models.Params;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rules for parameters that depend on the model. */
final class ParamRules {
    /** In the order of Bedrock's service model. */
    private static final List<String> MEMBERS = List.of("temperature", "topP", "stopSequences");

    private static final Set<String> HIGHEST = Set.of("xhigh", "max");

    private ParamRules() {}

    static void check(ModelName model, Json.Obj body) {
        Json.Obj inference = body.object("inferenceConfig");
        Json.Obj fields = body.object("additionalModelRequestFields");
        for (String member : MEMBERS) {
            if (isSet(inference.get(member)) && Params.UNSUPPORTED.of(model).contains(member)) {
                throw ModelErrors.unsupportedField(member);
            }
        }
        sampling(model, inference, fields);
        stopSequences(model, inference, fields);
        output(model, body, fields);
        effort(model, body.object("outputConfig").string("effort"), fields);
        effort(model, fields.object("output_config").string("effort"), fields);
        reasoningEffort(model, fields);
        for (String field : new TreeMap<>(fields.members()).keySet()) {
            if (Params.UNKNOWN_FIELDS.of(model).contains(field)) {
                throw ofOpenAi("unknown_parameter", "Unknown parameter: '" + field + "'.", field);
            }
        }
    }

    private static void sampling(ModelName model, Json.Obj inference, Json.Obj fields) {
        if (Params.SAMPLING_DEPRECATED.of(model)) {
            deprecated("temperature", inference.get("temperature"));
            deprecated("temperature", fields.get("temperature"));
            deprecated("top_p", inference.get("topP"));
            deprecated("top_p", fields.get("top_p"));
            if (isSet(fields.get("top_k"))) {
                throw ModelErrors.ofTheModel("`top_k` is deprecated for this model.");
            }
        }
        if (Params.EITHER_TEMPERATURE_OR_TOP_P.of(model)
                && inference.get("temperature") instanceof Json.Num
                && inference.get("topP") instanceof Json.Num) {
            throw ModelErrors.ofTheModel(
                    "`temperature` and `top_p` cannot both be specified for this model. Please use"
                            + " only one.");
        }
    }

    /** The default of the model is accepted. */
    private static void deprecated(String name, @Nullable Json value) {
        if (isSet(value) && !(value instanceof Json.Num number && number.doubleValue() == 1)) {
            throw ModelErrors.ofTheModel("`" + name + "` is deprecated for this model.");
        }
    }

    private static void stopSequences(ModelName model, Json.Obj inference, Json.Obj fields) {
        if (Params.BLANK_STOP_SEQUENCES.of(model)) {
            return;
        }
        for (List<Json> given :
                List.of(inference.array("stopSequences"), fields.array("stop_sequences"))) {
            for (Json sequence : given) {
                if (sequence instanceof Json.Str(String text) && text.isBlank()) {
                    throw ModelErrors.ofTheModel(
                            "stop_sequences: each stop sequence must contain non-whitespace");
                }
            }
        }
    }

    private static void output(ModelName model, Json.Obj body, Json.Obj fields) {
        boolean isAsked =
                isSet(body.object("outputConfig").get("textFormat"))
                        || isSet(fields.object("output_config").get("format"));
        if (isAsked && !Params.OUTPUT_FORMAT.of(model)) {
            throw ModelErrors.ofTheModel("output_config.format: Extra inputs are not permitted");
        }
    }

    /** Converse has a field of its own for the effort, beside that of Claude. */
    private static void effort(ModelName model, @Nullable String effort, Json.Obj fields) {
        if (effort != null && model.family() == ModelFamily.CLAUDE) {
            List<String> values = Params.EFFORTS.of(model);
            if (values.isEmpty()) {
                throw ModelErrors.ofTheModel(
                        "output_config.effort: Extra inputs are not permitted");
            }
            if (!values.contains(effort)) {
                throw ModelErrors.ofTheModel(refusedEffort(effort, values));
            }
            if (HIGHEST.contains(effort)
                    && "disabled".equals(ClaudeRules.thinking(fields).string("type"))
                    && Params.HIGHEST_EFFORTS_THINK.of(model)) {
                throw ModelErrors.ofTheModel(
                        "output_config.effort '"
                                + effort
                                + "' is not supported when thinking is disabled on this model. Use"
                                + " effort 'high' or below, or enable thinking.");
            }
        }
    }

    private static void reasoningEffort(ModelName model, Json.Obj fields) {
        String reasoning = fields.object("reasoning").string("effort");
        List<String> values = Params.REASONING_EFFORTS.of(model);
        if (reasoning != null && !values.isEmpty() && !values.contains(reasoning)) {
            throw ofOpenAi(
                    "unsupported_value",
                    "Unsupported value: '"
                            + reasoning
                            + "' is not supported with this model. Supported values are: "
                            + or(values)
                            + ".",
                    "reasoning.effort");
        }
    }

    /** From Claude 4.6 on, a value that other models have gets an error of its own. */
    private static String refusedEffort(String effort, List<String> values) {
        return HIGHEST.contains(effort) && values.contains("max")
                ? "This model does not support effort level '"
                        + effort
                        + "'. Supported levels: "
                        + String.join(", ", values.stream().sorted().toList())
                        + "."
                : "output_config.effort: Input should be " + or(values);
    }

    /** The values in quotes, the last one after “or”. */
    private static String or(List<String> values) {
        List<String> quoted = values.stream().map(value -> "'" + value + "'").toList();
        return String.join(", ", quoted.subList(0, quoted.size() - 1)) + " or " + quoted.getLast();
    }

    private static ServiceError ofOpenAi(String code, String message, String param) {
        Json.Obj error =
                Json.object(
                        new TreeMap<>(
                                Map.of(
                                        "code",
                                        code,
                                        "message",
                                        message,
                                        "param",
                                        param,
                                        "type",
                                        "invalid_request_error")));
        return ModelErrors.ofTheModel(Json.EMPTY.with("error", error).toString());
    }

    private static boolean isSet(@Nullable Json value) {
        return value != null && !(value instanceof Json.Null);
    }
}
