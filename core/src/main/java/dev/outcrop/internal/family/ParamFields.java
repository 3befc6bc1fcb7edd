package dev.outcrop.internal.family;

import dev.outcrop.settings.Params;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a model's settings, by API; see {@link ParamTable} for the notation.
 *
 * @param converse over Converse
 * @param body over InvokeModel and Messages; Converse's own fields are renamed by the format
 * @param openAi over Chat Completions and Responses
 */
record ParamFields(
        Map<Params.Name, String> converse,
        Map<Params.Name, String> body,
        Map<Params.Name, String> openAi) {
    /** Returns the same fields for each API. */
    static ParamFields of(Map<Params.Name, String> fields) {
        Map<Params.Name, String> all = copy(fields);
        return new ParamFields(all, all, all);
    }

    /** Returns the field of a setting; null if it has none. */
    @Nullable String field(Params.Name param, Api api) {
        return switch (api) {
            case CONVERSE -> converse.get(param);
            case INVOKE_MODEL, MESSAGES -> body.get(param);
            case CHAT_COMPLETIONS -> openAi.get(param);
            // "Unknown parameter: 'stop'": the API has no stop sequences
            case RESPONSES -> param == Params.Name.STOP ? null : openAi.get(param);
        };
    }

    /** Returns these with other fields over Converse. */
    ParamFields withConverse(Map<Params.Name, String> fields) {
        return new ParamFields(copy(fields), body, openAi);
    }

    /** Returns these with one other field over OpenAI's APIs. */
    ParamFields withOpenAi(Params.Name param, String field) {
        Map<Params.Name, String> fields = new EnumMap<>(openAi);
        fields.put(param, field);
        return new ParamFields(converse, body, copy(fields));
    }

    /** Returns these without settings that Converse refuses. */
    ParamFields withoutConverse(Params.Name... refused) {
        return new ParamFields(without(converse, refused), body, openAi);
    }

    /** Returns these without settings that each API refuses. */
    ParamFields without(Params.Name... refused) {
        return new ParamFields(
                without(converse, refused), without(body, refused), without(openAi, refused));
    }

    private static Map<Params.Name, String> without(
            Map<Params.Name, String> fields, Params.Name... refused) {
        Map<Params.Name, String> kept = new EnumMap<>(fields);
        kept.keySet().removeAll(List.of(refused));
        return Collections.unmodifiableMap(kept);
    }

    private static Map<Params.Name, String> copy(Map<Params.Name, String> fields) {
        return Collections.unmodifiableMap(new EnumMap<>(fields));
    }
}
