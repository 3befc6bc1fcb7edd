package dev.outcrop.internal.model.settings;

import dev.outcrop.json.Json;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Params.Name;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link Params} as JSON: a member for each setting, named as its method without {@code with}. */
public final class SavedParams {
    private SavedParams() {}

    public static Json.Obj json(Params params) {
        Json.Obj json = Json.EMPTY;
        for (Map.Entry<Name, Json> entry : params.values().entrySet()) {
            json = json.with(entry.getKey().toString(), entry.getValue());
        }
        return json;
    }

    /** Returns the params; null if there are none. */
    public static @Nullable Params read(@Nullable Json values, @Nullable Json extras) {
        if (values == null && extras == null) {
            return null;
        }
        Params params = Params.DEFAULT;
        for (Map.Entry<String, Json> entry : members("params", values).entrySet()) {
            String at = "params/" + entry.getKey();
            try {
                params = with(params, name(entry.getKey(), at), entry.getValue(), at);
            } catch (IllegalArgumentException e) {
                throw SavedSettings.at(at, String.valueOf(e.getMessage()));
            }
        }
        for (Map.Entry<String, Json> entry : members("extras", extras).entrySet()) {
            params = params.withExtra(entry.getKey(), entry.getValue());
        }
        return params;
    }

    private static Map<String, Json> members(String name, @Nullable Json json) {
        if (json == null) {
            return Map.of();
        }
        if (json instanceof Json.Obj object) {
            return object.members();
        }
        throw SavedSettings.at(name, "must be an object");
    }

    private static Name name(String word, String at) {
        for (Name name : Name.values()) {
            if (name.toString().equals(word)) {
                return name;
            }
        }
        throw SavedSettings.at(at, "this release does not know this setting");
    }

    private static Params with(Params params, Name name, Json value, String at) {
        return switch (name) {
            case MAX_TOKENS -> params.withMaxTokens(integer(value, at));
            case TEMPERATURE -> params.withTemperature(number(value, at));
            case TOP_P -> params.withTopP(number(value, at));
            case STOP -> params.withStop(strings(value, at));
            case TOP_K -> params.withTopK(integer(value, at));
            case FREQUENCY_PENALTY -> params.withFrequencyPenalty(number(value, at));
            case PRESENCE_PENALTY -> params.withPresencePenalty(number(value, at));
            case SEED -> params.withSeed(whole(value, at));
            case LOG_PROBS -> params.withLogProbs(flag(value, at));
            case REASONING_EFFORT -> params.withReasoningEffort(string(value, at));
            case REASONING_TOKENS -> params.withReasoningTokens(integer(value, at));
            case REASONING_DISPLAY -> params.withReasoningDisplay(string(value, at));
            case REASONING_OFF -> flag(value, at) ? params.withReasoningOff() : params;
        };
    }

    private static long whole(Json value, String at) {
        if (value instanceof Json.Num number && number.isLong()) {
            return number.longValue();
        }
        throw SavedSettings.at(at, "must be an integer");
    }

    private static int integer(Json value, String at) {
        long whole = whole(value, at);
        if (whole == (int) whole) {
            return (int) whole;
        }
        throw SavedSettings.at(at, "must be smaller");
    }

    private static double number(Json value, String at) {
        if (value instanceof Json.Num number) {
            return number.doubleValue();
        }
        throw SavedSettings.at(at, "must be a number");
    }

    private static boolean flag(Json value, String at) {
        if (value instanceof Json.Bool(boolean flag)) {
            return flag;
        }
        throw SavedSettings.at(at, "must be true or false");
    }

    private static String string(Json value, String at) {
        if (value instanceof Json.Str(String text)) {
            return text;
        }
        throw SavedSettings.at(at, "must be a string");
    }

    private static String[] strings(Json value, String at) {
        if (!(value instanceof Json.Arr(List<Json> elements))) {
            throw SavedSettings.at(at, "must be an array of strings");
        }
        var strings = new ArrayList<String>(elements.size());
        elements.forEach(element -> strings.add(string(element, at)));
        return strings.toArray(String[]::new);
    }
}
