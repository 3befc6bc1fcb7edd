package dev.outcrop.internal.family;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.server.ServerParams;
import dev.outcrop.json.Json;
import dev.outcrop.settings.Params.Name;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fits the settings of reasoning to a model. A level that the model has not becomes the nearest
 * that it has; a budget becomes a level where there are no budgets; what cannot be switched off is
 * reduced as far as possible. Each change is a note. For one request.
 */
final class ReasoningParams {
    /** The largest budgets that become the levels low, medium, high, xhigh; all others are max. */
    private static final int[] BUDGETS = {4_000, 12_000, 32_000, 64_000};

    private static final List<String> OF_BUDGETS = List.of("low", "medium", "high", "xhigh", "max");
    private static final Set<String> OFF = Set.of("none", "off");
    private static final Set<String> ABOVE_HIGH = Set.of("xhigh", "max");

    private static final String THINKING = "additionalModelRequestFields.thinking.type";
    private static final String NOVA = "additionalModelRequestFields.reasoningConfig.type";

    private final ModelName model;
    private final Api api;
    private final EffortRules rules;
    private final Map<Name, Json> values = new EnumMap<>(Name.class);
    private final Map<String, String> words = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<Name> left = EnumSet.noneOf(Name.class);

    /**
     * @param given all settings with fields of the models' own
     * @throws ValidationException if the effort is no level of any model
     */
    ReasoningParams(Map<Name, Json> given, ModelName model, Api api) {
        this.model = model;
        this.api = api;
        this.rules = EffortRules.of(model);
        values.putAll(given);
        fit();
    }

    private ReasoningParams(Map<Name, Json> given) {
        this.model = new ModelName(null, null);
        this.api = Api.CHAT_COMPLETIONS;
        this.rules = EffortRules.of(model);
        values.putAll(given);
    }

    /** Returns the settings for a server: an effort is sent as it is, for any model. */
    static ReasoningParams of(Map<Name, Json> given, ServerParams server) {
        var params = new ReasoningParams(given);
        String effort = params.word(Name.REASONING_EFFORT);
        boolean none = effort != null && OFF.contains(effort);
        boolean off = params.values.remove(Name.REASONING_OFF) != null;
        if (none) {
            params.values.remove(Name.REASONING_EFFORT);
        }
        if (off || none) {
            params.drop(Name.REASONING_EFFORT);
            String words = server.off();
            if (words == null) {
                params.left.add(none ? Name.REASONING_EFFORT : Name.REASONING_OFF);
            } else {
                String[] parts = words.split("=", 2);
                params.words.put("additionalModelRequestFields." + parts[0], parts[1]);
            }
        }
        return params;
    }

    /** The settings to send. */
    Map<Name, Json> values() {
        return values;
    }

    /** Constants to send, by path; they replace those that belong to the settings. */
    Map<String, String> words() {
        return words;
    }

    /** What was changed and why, as sentences without their subject, the model. */
    List<String> notes() {
        return notes;
    }

    /** What cannot be sent because the model is not known. */
    Set<Name> left() {
        return left;
    }

    private void fit() {
        String effort = word(Name.REASONING_EFFORT);
        boolean none = effort != null && OFF.contains(effort);
        if (none) {
            values.remove(Name.REASONING_EFFORT);
        }
        boolean off = values.remove(Name.REASONING_OFF) != null;
        if (off || none) {
            if (model.family() == ModelFamily.UNKNOWN) {
                left.add(none ? Name.REASONING_EFFORT : Name.REASONING_OFF);
            } else {
                switchOff();
            }
        } else {
            budget();
            display();
        }
        level();
    }

    private void switchOff() {
        values.remove(Name.REASONING_DISPLAY);
        drop(Name.REASONING_TOKENS);
        switch (rules.off()) {
            case NOTHING -> drop(Name.REASONING_EFFORT);
            case DISABLED -> words.put(THINKING, "disabled");
            case DISABLED_UP_TO_HIGH -> {
                words.put(THINKING, "disabled");
                String effort = word(Name.REASONING_EFFORT);
                if (effort != null && ABOVE_HIGH.contains(effort)) {
                    send("high", "cannot switch its reasoning off with reasoningEffort " + effort);
                }
            }
            case BETWEEN_TOOLS -> {
                words.put(THINKING, "between_tools");
                notes.add("reasons between its tool calls, which cannot be switched off.");
            }
            case NOVA_DISABLED -> {
                words.put(NOVA, "disabled");
                drop(Name.REASONING_EFFORT);
            }
            case EFFORT_NONE -> {
                drop(Name.REASONING_EFFORT);
                values.put(Name.REASONING_EFFORT, Json.of("none"));
            }
            case NEVER -> {
                String never = "cannot switch its reasoning off";
                if (word(Name.REASONING_EFFORT) != null
                        || rules.levels().isEmpty()
                        || field(Name.REASONING_EFFORT) == null) {
                    notes.add(never + ".");
                } else {
                    send(rules.levels().getFirst(), never);
                }
            }
        }
    }

    private void drop(Name param) {
        if (values.remove(param) != null) {
            notes.add("gets no " + param + ", because reasoning is switched off.");
        }
    }

    private void budget() {
        if (values.get(Name.REASONING_TOKENS) instanceof Json.Num tokens
                && field(Name.REASONING_TOKENS) == null
                && field(Name.REASONING_EFFORT) != null
                && !rules.levels().isEmpty()
                && word(Name.REASONING_EFFORT) == null) {
            values.remove(Name.REASONING_TOKENS);
            send(
                    rules.nearest(ofBudget(tokens.longValue())),
                    "has no reasoningTokens, such as " + tokens);
        }
    }

    private static String ofBudget(long tokens) {
        int level = 0;
        while (level < BUDGETS.length && tokens > BUDGETS[level]) {
            level++;
        }
        return OF_BUDGETS.get(level);
    }

    /** Models of Claude before 4.7 return a summary in any case. */
    private void display() {
        if ("summarized".equals(word(Name.REASONING_DISPLAY))
                && model.family().isClaude()
                && field(Name.REASONING_DISPLAY) == null) {
            values.remove(Name.REASONING_DISPLAY);
        }
    }

    private void level() {
        String effort = word(Name.REASONING_EFFORT);
        if (effort == null
                || effort.equals("none")
                || rules.levels().isEmpty()
                || rules.levels().contains(effort)
                || field(Name.REASONING_EFFORT) == null) {
            return;
        }
        if (!EffortRules.ALL.contains(effort)) {
            throw new ValidationException(
                    "not sent: "
                            + model.base()
                            + " has no reasoningEffort \""
                            + effort
                            + "\", but "
                            + String.join(", ", rules.levels()),
                    ErrorDetails.NONE.withRemedy(
                            "Use one of these, or send any value with Params.withExtra(…)."));
        }
        send(rules.nearest(effort), "has no reasoningEffort " + effort);
    }

    private void send(String effort, String why) {
        values.put(Name.REASONING_EFFORT, Json.of(effort));
        notes.add(why + "; sending reasoningEffort " + effort + " instead.");
    }

    private @Nullable String word(Name param) {
        return values.get(param) instanceof Json.Str(String word) ? word : null;
    }

    private @Nullable String field(Name param) {
        return ParamTable.field(model, param, api);
    }
}
