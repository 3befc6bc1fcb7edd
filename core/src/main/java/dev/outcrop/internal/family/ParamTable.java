package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;
import static dev.outcrop.settings.Params.Name.FREQUENCY_PENALTY;
import static dev.outcrop.settings.Params.Name.LOG_PROBS;
import static dev.outcrop.settings.Params.Name.PRESENCE_PENALTY;
import static dev.outcrop.settings.Params.Name.REASONING_EFFORT;
import static dev.outcrop.settings.Params.Name.REASONING_TOKENS;
import static dev.outcrop.settings.Params.Name.SEED;
import static dev.outcrop.settings.Params.Name.TOP_K;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.settings.Params;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The field of each setting, by family. {@code docs/params.md} contains the same table, with the
 * source of each name; a test compares them.
 *
 * <p>An entry is the path of the value in the request's body, optionally followed by constants to
 * send with it, as {@code path=word}.
 */
final class ParamTable {
    private static final String OWN = "additionalModelRequestFields.";
    private static final String BUDGET =
            OWN + "thinking.budget_tokens " + OWN + "thinking.type=enabled";
    private static final String ADAPTIVE = "outputConfig.effort " + OWN + "thinking.type=adaptive";

    private static final Map<Params.Name, String> CONVERSE =
            Map.of(
                    Params.Name.MAX_TOKENS, "inferenceConfig.maxTokens",
                    Params.Name.TEMPERATURE, "inferenceConfig.temperature",
                    Params.Name.TOP_P, "inferenceConfig.topP",
                    Params.Name.STOP, "inferenceConfig.stopSequences");

    private static final String TOP_K_OWN = OWN + "top_k";
    private static final String EFFORT_OWN = OWN + "reasoning_effort";
    private static final String DOC = "docs/params.md names the source of each field";

    private static final Map<Params.Name, String> PENALTIES =
            Map.of(
                    FREQUENCY_PENALTY, OWN + "frequency_penalty",
                    PRESENCE_PENALTY, OWN + "presence_penalty");

    private static final Map<Params.Name, String> CHAT =
            and(PENALTIES, Map.of(SEED, OWN + "seed", LOG_PROBS, OWN + "logprobs"));

    /** The fields of a model, Converse's own included. */
    static final RuleTable<Map<Params.Name, String>> TABLE =
            RuleTable.of("params", CONVERSE, "Converse's own fields only")
                    .with(
                            Models.of(TITAN, LLAMA, GLM, GROK, GEMMA, MINIMAX, NEMOTRON),
                            CONVERSE,
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
                            without(
                                    fields(Map.of(REASONING_EFFORT, ADAPTIVE)),
                                    Params.Name.TEMPERATURE,
                                    Params.Name.TOP_P),
                            DOC)
                    .with(
                            Models.of(NOVA),
                            fields(Map.of(TOP_K, OWN + "inferenceConfig.topK")),
                            DOC)
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
                    .with(Models.of(DEEPSEEK, KIMI), fields(Map.of(REASONING_EFFORT, EFFORT_OWN)), DOC)
                    .with(
                            Models.of(GPT_OSS, GPT),
                            fields(and(CHAT, Map.of(REASONING_EFFORT, EFFORT_OWN))),
                            DOC)
                    .with(
                            Models.of(QWEN),
                            fields(Map.of(REASONING_EFFORT, OWN + "reasoning_config")),
                            DOC)
                    .with(
                            Models.of(PALMYRA),
                            fields(and(PENALTIES, Map.of(SEED, OWN + "seed"))),
                            DOC);

    private ParamTable() {}

    /** Returns the field of the setting; null if the model has none, or none that is known. */
    static @Nullable String field(ModelName model, Params.Name param) {
        return TABLE.of(model).get(param);
    }

    private static Map<Params.Name, String> fields(Map<Params.Name, String> own) {
        return and(CONVERSE, own);
    }

    private static Map<Params.Name, String> and(
            Map<Params.Name, String> some, Map<Params.Name, String> others) {
        Map<Params.Name, String> all = new EnumMap<>(some);
        all.putAll(others);
        return Collections.unmodifiableMap(all);
    }

    private static Map<Params.Name, String> without(
            Map<Params.Name, String> fields, Params.Name... refused) {
        Map<Params.Name, String> kept = new EnumMap<>(fields);
        kept.keySet().removeAll(List.of(refused));
        return Collections.unmodifiableMap(kept);
    }
}
