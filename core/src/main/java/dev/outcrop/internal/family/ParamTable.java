package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.CLAUDE_2;
import static dev.outcrop.catalog.ModelFamily.CLAUDE_3;
import static dev.outcrop.catalog.ModelFamily.CLAUDE_3_7;
import static dev.outcrop.catalog.ModelFamily.CLAUDE_4;
import static dev.outcrop.catalog.ModelFamily.CLAUDE_4_5;
import static dev.outcrop.catalog.ModelFamily.CLAUDE_4_6;
import static dev.outcrop.catalog.ModelFamily.CLAUDE_4_7;
import static dev.outcrop.catalog.ModelFamily.CLAUDE_OPUS_4_5;
import static dev.outcrop.catalog.ModelFamily.COHERE_COMMAND;
import static dev.outcrop.catalog.ModelFamily.COHERE_COMMAND_R;
import static dev.outcrop.catalog.ModelFamily.DEEPSEEK;
import static dev.outcrop.catalog.ModelFamily.GPT;
import static dev.outcrop.catalog.ModelFamily.GPT_OSS;
import static dev.outcrop.catalog.ModelFamily.JAMBA;
import static dev.outcrop.catalog.ModelFamily.KIMI;
import static dev.outcrop.catalog.ModelFamily.MISTRAL;
import static dev.outcrop.catalog.ModelFamily.NOVA;
import static dev.outcrop.catalog.ModelFamily.NOVA_2;
import static dev.outcrop.catalog.ModelFamily.PALMYRA;
import static dev.outcrop.catalog.ModelFamily.QWEN;
import static dev.outcrop.settings.Params.Name.FREQUENCY_PENALTY;
import static dev.outcrop.settings.Params.Name.LOG_PROBS;
import static dev.outcrop.settings.Params.Name.PRESENCE_PENALTY;
import static dev.outcrop.settings.Params.Name.REASONING_EFFORT;
import static dev.outcrop.settings.Params.Name.REASONING_TOKENS;
import static dev.outcrop.settings.Params.Name.SEED;
import static dev.outcrop.settings.Params.Name.TOP_K;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.settings.Params;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

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

    private static final Map<Params.Name, String> OF_CONVERSE =
            Map.of(
                    Params.Name.MAX_TOKENS, "inferenceConfig.maxTokens",
                    Params.Name.TEMPERATURE, "inferenceConfig.temperature",
                    Params.Name.TOP_P, "inferenceConfig.topP",
                    Params.Name.STOP, "inferenceConfig.stopSequences");

    /** Converse's own settings that a family rejects. */
    private static final Map<ModelFamily, Set<Params.Name>> REFUSED =
            Map.of(CLAUDE_4_7, Set.of(Params.Name.TEMPERATURE, Params.Name.TOP_P));

    private static final Map<ModelFamily, Map<Params.Name, String>> OF_FAMILY = ofFamily();

    private ParamTable() {}

    /** Returns the field of the setting; null if the family has none, or none that is known. */
    static @Nullable String field(ModelFamily family, Params.Name param) {
        String converse = OF_CONVERSE.get(param);
        if (converse != null) {
            return REFUSED.getOrDefault(family, Set.of()).contains(param) ? null : converse;
        }
        return OF_FAMILY.getOrDefault(family, Map.of()).get(param);
    }

    private static Map<ModelFamily, Map<Params.Name, String>> ofFamily() {
        Map<ModelFamily, Map<Params.Name, String>> table = new EnumMap<>(ModelFamily.class);
        String topK = OWN + "top_k";
        table.put(CLAUDE_2, Map.of(TOP_K, topK));
        table.put(CLAUDE_3, Map.of(TOP_K, topK));
        table.put(CLAUDE_3_7, Map.of(TOP_K, topK, REASONING_TOKENS, BUDGET));
        table.put(CLAUDE_4, Map.of(TOP_K, topK, REASONING_TOKENS, BUDGET));
        table.put(CLAUDE_4_5, Map.of(TOP_K, topK, REASONING_TOKENS, BUDGET));
        table.put(
                CLAUDE_OPUS_4_5,
                Map.of(
                        TOP_K, topK,
                        REASONING_EFFORT, "outputConfig.effort",
                        REASONING_TOKENS, BUDGET));
        table.put(
                CLAUDE_4_6,
                Map.of(TOP_K, topK, REASONING_EFFORT, ADAPTIVE, REASONING_TOKENS, BUDGET));
        table.put(CLAUDE_4_7, Map.of(REASONING_EFFORT, ADAPTIVE));
        table.put(NOVA, Map.of(TOP_K, OWN + "inferenceConfig.topK"));
        table.put(
                NOVA_2,
                Map.of(
                        TOP_K,
                        OWN + "inferenceConfig.topK",
                        REASONING_EFFORT,
                        OWN
                                + "reasoningConfig.maxReasoningEffort "
                                + OWN
                                + "reasoningConfig.type=enabled"));
        table.put(MISTRAL, Map.of(TOP_K, topK));
        table.put(COHERE_COMMAND, Map.of(TOP_K, OWN + "k"));
        table.put(
                COHERE_COMMAND_R,
                Map.of(
                        TOP_K, OWN + "k",
                        FREQUENCY_PENALTY, OWN + "frequency_penalty",
                        PRESENCE_PENALTY, OWN + "presence_penalty",
                        SEED, OWN + "seed"));
        table.put(
                JAMBA,
                Map.of(
                        FREQUENCY_PENALTY, OWN + "frequency_penalty",
                        PRESENCE_PENALTY, OWN + "presence_penalty"));
        table.put(DEEPSEEK, Map.of(REASONING_EFFORT, OWN + "reasoning_effort"));
        table.put(
                GPT_OSS,
                Map.of(
                        FREQUENCY_PENALTY, OWN + "frequency_penalty",
                        PRESENCE_PENALTY, OWN + "presence_penalty",
                        SEED, OWN + "seed",
                        LOG_PROBS, OWN + "logprobs",
                        REASONING_EFFORT, OWN + "reasoning_effort"));
        table.put(GPT, table.get(GPT_OSS));
        table.put(QWEN, Map.of(REASONING_EFFORT, OWN + "reasoning_config"));
        table.put(KIMI, Map.of(REASONING_EFFORT, OWN + "reasoning_effort"));
        table.put(
                PALMYRA,
                Map.of(
                        FREQUENCY_PENALTY, OWN + "frequency_penalty",
                        PRESENCE_PENALTY, OWN + "presence_penalty",
                        SEED, OWN + "seed"));
        return table;
    }
}
