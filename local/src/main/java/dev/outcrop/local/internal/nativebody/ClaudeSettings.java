package dev.outcrop.local.internal.nativebody;

import static dev.outcrop.local.internal.nativebody.ClaudeErrors.refused;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.catalog.ClaudeModel;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The rules for the parameters of a body: limits, sampling, thinking. */
final class ClaudeSettings {
    private static final String THINKING_PAGE =
            " Please consult our documentation at"
                    + " https://docs.claude.com/en/docs/build-with-claude/extended-thinking#";

    private ClaudeSettings() {}

    static void check(ClaudeModel model, Json.Obj body) {
        maxTokens(body);
        number(body, "temperature");
        number(body, "top_p");
        number(body, "top_k");
        sampling(model, body);
        stopSequences(body);
        thinking(model, body);
    }

    private static void maxTokens(Json.Obj body) {
        Json most = body.get("max_tokens");
        if (ClaudeErrors.isAbsent(most)) {
            return;
        }
        if (!(most instanceof Json.Num number) || !number.isLong()) {
            throw refused("max_tokens: Input should be a valid integer");
        }
        if (number.longValue() < 1) {
            throw refused("max_tokens: must be greater than or equal to 1");
        }
    }

    private static void number(Json.Obj body, String name) {
        Json value = body.get(name);
        if (!ClaudeErrors.isAbsent(value) && !(value instanceof Json.Num)) {
            throw refused(name + ": Input should be a valid number");
        }
    }

    private static void sampling(ClaudeModel model, Json.Obj body) {
        for (String name : List.of("temperature", "top_p", "top_k")) {
            if (model.isFrom(4, 7) && body.get(name) instanceof Json.Num) {
                throw refused("`" + name + "` is deprecated for this model.");
            }
        }
        range(body, "temperature");
        range(body, "top_p");
        boolean onlyOne =
                model.isFrom(4, 5) || model.isFrom("opus", 4, 1) || model.isFrom("haiku", 4, 5);
        if (onlyOne
                && body.get("temperature") instanceof Json.Num
                && body.get("top_p") instanceof Json.Num) {
            throw refused(
                    "`temperature` and `top_p` cannot both be specified for this model. Please use"
                            + " only one.");
        }
    }

    private static void range(Json.Obj body, String name) {
        if (body.get(name) instanceof Json.Num number
                && (number.doubleValue() < 0 || number.doubleValue() > 1)) {
            throw refused(name + ": range: 0..1");
        }
    }

    private static void stopSequences(Json.Obj body) {
        for (Json sequence : body.array("stop_sequences")) {
            if (sequence instanceof Json.Str(String text) && text.isBlank()) {
                throw refused("stop_sequences: each stop sequence must contain non-whitespace");
            }
        }
    }

    private static void thinking(ClaudeModel model, Json.Obj body) {
        Json.Obj thinking = body.object("thinking");
        String type = thinking.string("type");
        if ("enabled".equals(type)) {
            budget(model, body, thinking);
        }
        if ("disabled".equals(type) && alwaysThinks(model)) {
            throw unsupported("disabled");
        }
        if ("between_tools".equals(type) && !model.isFrom("sonnet", 5, 5)) {
            throw unsupported("between_tools");
        }
        if (isOn(thinking)
                && body.get("temperature") instanceof Json.Num temperature
                && temperature.doubleValue() != 1) {
            throw refused(
                    "`temperature` may only be set to 1 when thinking is enabled."
                            + THINKING_PAGE
                            + "important-considerations-when-using-extended-thinking");
        }
    }

    private static void budget(ClaudeModel model, Json.Obj body, Json.Obj thinking) {
        if (model.isFrom(4, 7)) {
            throw unsupported("enabled");
        }
        ClaudeErrors.required(thinking, "thinking.enabled", "budget_tokens");
        long budget = thinking.integer("budget_tokens", 0);
        if (budget < 1_024) {
            throw refused(
                    "thinking.enabled.budget_tokens: Input should be greater than or equal to"
                            + " 1024");
        }
        if (body.integer("max_tokens", Long.MAX_VALUE) <= budget) {
            throw refused(
                    "`max_tokens` must be greater than `thinking.budget_tokens`."
                            + THINKING_PAGE
                            + "max-tokens-and-context-window-size");
        }
    }

    /** Whether the model thinks in this request because the request says so. */
    static boolean isOn(Json.@Nullable Obj thinking) {
        String type = thinking == null ? null : thinking.string("type");
        return "enabled".equals(type) || "adaptive".equals(type);
    }

    /** Anthropic, "What's new in Claude Opus 5.5". */
    private static boolean alwaysThinks(ClaudeModel model) {
        return model.isFrom("opus", 5, 5)
                || model.isFrom("sonnet", 5, 5)
                || model.isFrom("fable", 5, 0);
    }

    private static ServiceError unsupported(String type) {
        return refused(
                "\"thinking.type."
                        + type
                        + "\" is not supported for this model. Use \"thinking.type.adaptive\" and"
                        + " \"output_config.effort\" to control thinking behavior.");
    }
}
