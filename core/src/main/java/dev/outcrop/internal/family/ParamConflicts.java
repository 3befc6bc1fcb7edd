package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.List;

/** Settings that are accepted one by one and rejected together. They are sent in any case. */
public final class ParamConflicts {
    /** Whether a model accepts a temperature and topP together. */
    static final RuleTable<Boolean> SAMPLES_BOTH_WAYS =
            RuleTable.of("temperature with topP", true, "no report of a refusal")
                    .with(
                            Models.of(
                                    NOVA,
                                    NOVA_2,
                                    TITAN,
                                    LLAMA,
                                    MISTRAL,
                                    COHERE_COMMAND,
                                    COHERE_COMMAND_R,
                                    JAMBA,
                                    DEEPSEEK,
                                    GPT_OSS,
                                    GPT,
                                    QWEN,
                                    KIMI,
                                    PALMYRA,
                                    GLM,
                                    GROK,
                                    GEMMA,
                                    MINIMAX,
                                    NEMOTRON),
                            true,
                            "no report of a refusal")
                    .with(Models.CLAUDE, true, "Anthropic, \"Messages\"")
                    .with(
                            Models.CLAUDE.from(4, 5),
                            false,
                            "Bedrock, \"Claude messages API\": either, from Sonnet 4.5 on")
                    .with(
                            Models.CLAUDE.named("opus").from(4, 1),
                            false,
                            "Bedrock, \"Claude messages API\": either, from Opus 4.1 on");

    private ParamConflicts() {}

    /**
     * Returns the conflicts that Bedrock will reject in this body, each with a remedy.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/claude-messages-extended-thinking.html">
     *     extended thinking</a>
     * @see <a
     *     href="https://docs.aws.amazon.com/nova/latest/nova2-userguide/extended-thinking.html">
     *     extended thinking of Nova 2</a>
     */
    public static List<String> refused(ModelName model, Json.Obj body) {
        var refused = new ArrayList<String>();
        ModelFamily family = model.family();
        Json.Obj inference = body.object("inferenceConfig");
        Json.Obj own = body.object("additionalModelRequestFields");
        if (family.isClaude()) {
            claude(inference, own, refused);
        }
        if (!SAMPLES_BOTH_WAYS.of(model)
                && inference.get("temperature") != null
                && inference.get("topP") != null) {
            refused.add("temperature and topP together; remove one of them");
        }
        if (family == ModelFamily.NOVA_2
                && "high".equals(own.object("reasoningConfig").string("maxReasoningEffort"))) {
            for (String name : List.of("temperature", "topP", "maxTokens")) {
                if (inference.get(name) != null) {
                    refused.add("reasoningEffort high with " + name + "; remove " + name);
                }
            }
        }
        return refused;
    }

    private static void claude(Json.Obj inference, Json.Obj own, List<String> refused) {
        Json.Obj thinking = own.object("thinking");
        String type = thinking.string("type");
        if (!"enabled".equals(type) && !"adaptive".equals(type)) {
            return;
        }
        if (inference.get("temperature") instanceof Json.Num n && n.doubleValue() != 1) {
            refused.add("thinking with a temperature other than 1; remove temperature");
        }
        if (inference.get("topP") instanceof Json.Num n && n.doubleValue() < 0.95) {
            refused.add("thinking with a topP below 0.95; remove topP");
        }
        if (own.get("top_k") != null) {
            refused.add("thinking with topK; remove topK");
        }
        long budget = thinking.integer("budget_tokens", 0);
        if ("enabled".equals(type) && budget < 1_024) {
            refused.add("fewer than 1024 reasoningTokens; increase them");
        }
        if (budget >= inference.integer("maxTokens", Long.MAX_VALUE)) {
            refused.add("reasoningTokens not below maxTokens; increase maxTokens");
        }
    }
}
