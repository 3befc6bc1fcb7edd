package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;
import static dev.outcrop.settings.Params.Name.FREQUENCY_PENALTY;
import static dev.outcrop.settings.Params.Name.LOG_PROBS;
import static dev.outcrop.settings.Params.Name.PRESENCE_PENALTY;
import static dev.outcrop.settings.Params.Name.REASONING_DISPLAY;
import static dev.outcrop.settings.Params.Name.REASONING_EFFORT;
import static dev.outcrop.settings.Params.Name.REASONING_TOKENS;
import static dev.outcrop.settings.Params.Name.SEED;
import static dev.outcrop.settings.Params.Name.TOP_K;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.settings.Params;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The field of each setting, by model and API. {@code docs/params.md} contains the same table, with
 * the source of each name; a test compares them.
 *
 * <p>An entry is the path of the value in the request's body, optionally followed by constants to
 * send with it, as {@code path=word}.
 */
final class ParamTable {
    private static final String OWN = "additionalModelRequestFields.";
    private static final String BUDGET =
            OWN + "thinking.budget_tokens " + OWN + "thinking.type=enabled";
    private static final String DISPLAY =
            OWN + "thinking.display " + OWN + "thinking.type=adaptive";
    private static final String ADAPTIVE = "outputConfig.effort " + OWN + "thinking.type=adaptive";

    private static final Map<Params.Name, String> CONVERSE =
            Map.of(
                    Params.Name.MAX_TOKENS, "inferenceConfig.maxTokens",
                    Params.Name.TEMPERATURE, "inferenceConfig.temperature",
                    Params.Name.TOP_P, "inferenceConfig.topP",
                    Params.Name.STOP, "inferenceConfig.stopSequences");

    private static final String TOP_K_OWN = OWN + "top_k";
    private static final String EFFORT_OWN = OWN + "reasoning_effort";
    private static final String EFFORT_NESTED = OWN + "reasoning.effort";
    private static final String EFFORT_CONFIG = OWN + "reasoning_config";

    private static final String DOC = "docs/params.md names the source of each field";
    private static final String STOPS =
            "Converse: \"This model doesn't support the stopSequences field.\" (crewAI#3317,"
                    + " langchain4j#3650, dify-official-plugins#1767); other fields: docs/params.md";
    private static final String GPT_5 =
            "Converse takes reasoning.effort only (opencode#48195, litellm#38279, suna#6893: live);"
                    + " it refuses temperature, topP, stopSequences (@ai-sdk/amazon-bedrock 5.0.93,"
                    + " hermes-agent#110046: live)";

    private static final Map<Params.Name, String> PENALTIES =
            Map.of(
                    FREQUENCY_PENALTY, OWN + "frequency_penalty",
                    PRESENCE_PENALTY, OWN + "presence_penalty");

    private static final Map<Params.Name, String> CHAT =
            and(
                    PENALTIES,
                    Map.of(
                            SEED,
                            OWN + "seed",
                            LOG_PROBS,
                            OWN + "logprobs",
                            REASONING_EFFORT,
                            EFFORT_OWN));

    private static final ParamFields COMMON = ParamFields.of(CONVERSE);

    private static final ParamFields GPT_FIELDS =
            fields(CHAT)
                    .withConverse(
                            Map.of(
                                    Params.Name.MAX_TOKENS,
                                    "inferenceConfig.maxTokens",
                                    REASONING_EFFORT,
                                    EFFORT_NESTED));

    /** The fields of a model, Converse's own included. */
    static final RuleTable<ParamFields> TABLE =
            RuleTable.of("params", COMMON, "Converse's own fields only")
                    .with(
                            Models.of(TITAN, LLAMA, GEMMA, MINIMAX, NEMOTRON),
                            COMMON,
                            "Converse's own fields only")
                    .with(Models.CLAUDE, fields(Map.of(TOP_K, TOP_K_OWN)), DOC)
                    .with(
                            Models.CLAUDE.from(3, 7),
                            fields(Map.of(TOP_K, TOP_K_OWN, REASONING_TOKENS, BUDGET)),
                            DOC)
                    .with(
                            Models.CLAUDE.named("opus").from(4, 5),
                            fields(
                                    Map.of(
                                            TOP_K, TOP_K_OWN,
                                            REASONING_EFFORT, "outputConfig.effort",
                                            REASONING_TOKENS, BUDGET)),
                            DOC)
                    .with(
                            Models.CLAUDE.from(4, 6),
                            fields(
                                    Map.of(
                                            TOP_K, TOP_K_OWN,
                                            REASONING_EFFORT, ADAPTIVE,
                                            REASONING_TOKENS, BUDGET)),
                            DOC)
                    .with(
                            Models.CLAUDE.from(4, 7),
                            fields(
                                            Map.of(
                                                    REASONING_EFFORT, ADAPTIVE,
                                                    REASONING_DISPLAY, DISPLAY))
                                    .without(Params.Name.TEMPERATURE, Params.Name.TOP_P),
                            DOC)
                    .with(Models.of(NOVA), fields(Map.of(TOP_K, OWN + "inferenceConfig.topK")), DOC)
                    .with(
                            Models.of(NOVA_2),
                            fields(
                                    Map.of(
                                            TOP_K,
                                            OWN + "inferenceConfig.topK",
                                            REASONING_EFFORT,
                                            OWN
                                                    + "reasoningConfig.maxReasoningEffort "
                                                    + OWN
                                                    + "reasoningConfig.type=enabled")),
                            DOC)
                    .with(Models.of(MISTRAL), fields(Map.of(TOP_K, TOP_K_OWN)), DOC)
                    .with(Models.of(COHERE_COMMAND), fields(Map.of(TOP_K, OWN + "k")), DOC)
                    .with(
                            Models.of(COHERE_COMMAND_R),
                            fields(and(PENALTIES, Map.of(TOP_K, OWN + "k", SEED, OWN + "seed"))),
                            DOC)
                    .with(Models.of(JAMBA), fields(PENALTIES), DOC)
                    .with(Models.of(DEEPSEEK), COMMON, DOC)
                    .with(
                            Models.of(DEEPSEEK).from(3, 0),
                            effort(EFFORT_CONFIG),
                            "stdapi.ai, models/chat/deepseek_v3.py, after Bedrock, \"DeepSeek\";"
                                    + " bedrock-access-gateway#181: reasoning_effort has no effect")
                    .with(Models.of(KIMI), effort(EFFORT_OWN), "langchain-aws#1188 for Kimi K2")
                    .with(
                            Models.of(KIMI).from(3, 0),
                            effort(EFFORT_NESTED),
                            "stdapi.ai#282, live: K3 takes reasoning.effort and ignores the flat"
                                    + " field")
                    .with(
                            Models.of(GLM),
                            effort(EFFORT_CONFIG),
                            "LibreChat#11974, opencode#28143: live with GLM 4.7 and 5")
                    .with(
                            Models.of(GROK),
                            effort(EFFORT_NESTED),
                            "xAI, \"Grok on Amazon Bedrock\": reasoning.effort")
                    .with(
                            Models.of(GROK).from(4, 6),
                            effort(EFFORT_NESTED)
                                    .withoutConverse(Params.Name.TEMPERATURE, Params.Name.TOP_P),
                            "hermes-agent#111438: 4.6 refuses a temperature over Converse; model"
                                    + " card: 4.3 has one")
                    .with(Models.of(GPT_OSS), fields(CHAT).withoutConverse(Params.Name.STOP), STOPS)
                    .with(Models.of(GPT), GPT_FIELDS, GPT_5)
                    .with(
                            Models.of(QWEN),
                            effort(EFFORT_CONFIG).withoutConverse(Params.Name.STOP),
                            STOPS)
                    .with(
                            Models.of(PALMYRA),
                            fields(and(PENALTIES, Map.of(SEED, OWN + "seed"))),
                            DOC);

    private ParamTable() {}

    /** Returns the field of the setting; null if the model has none, or none that is known. */
    static @Nullable String field(ModelName model, Params.Name param, Api api) {
        return TABLE.of(model).field(param, api);
    }

    private static ParamFields fields(Map<Params.Name, String> own) {
        return ParamFields.of(and(CONVERSE, own));
    }

    /** The field of the effort; OpenAI's APIs have their own name for it. */
    private static ParamFields effort(String field) {
        return fields(Map.of(REASONING_EFFORT, field)).withOpenAi(REASONING_EFFORT, EFFORT_OWN);
    }

    private static Map<Params.Name, String> and(
            Map<Params.Name, String> some, Map<Params.Name, String> others) {
        Map<Params.Name, String> all = new EnumMap<>(some);
        all.putAll(others);
        return Collections.unmodifiableMap(all);
    }
}
