package dev.outcrop.internal.family;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;

import java.util.function.Supplier;

/**
 * The support of structured output and tools by models.
 *
 * <table>
 * <caption>Sources</caption>
 * <tr><td>output config</td><td>Bedrock, "Get validated JSON results from models"; recorded: Claude
 *     Haiku 4.5, Sonnet 4.5 and 4.6, Gemma 3, MiniMax M2, Nemotron, GLM 4.7</td></tr>
 * <tr><td>not in Claude 4.7 and later</td><td>Converse refuses it ("Extra inputs are not permitted"):
 *     vercel/ai#14773, vercel/ai#19988, anomalyco/models.dev#1765</td></tr>
 * <tr><td>no tools</td><td>Bedrock, "Supported models and model features"</td></tr>
 * </table>
 */
public final class StructuredOutputRules {
    private StructuredOutputRules() {}

    /** Whether the model is known to support {@code outputConfig}'s schema. */
    public static boolean keepsToOutputConfig(
            String modelId, ModelName name, Supplier<Catalog> catalog) {
        return switch (name.family()) {
            case CLAUDE_4_5, CLAUDE_OPUS_4_5, CLAUDE_4_6 -> true;
            case CLAUDE_2, CLAUDE_3, CLAUDE_3_7, CLAUDE_4, CLAUDE_4_7 -> false;
            case NOVA,
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
                    UNKNOWN ->
                    String.valueOf(name.base()).startsWith("minimax.minimax-m2")
                            || isListed(modelId, catalog.get())
                            || (name.base() != null && isListed(name.base(), catalog.get()));
        };
    }

    /** Whether the model is known to have no tools. */
    public static boolean hasNoTools(ModelName name) {
        ModelFamily family = name.family();
        String base = String.valueOf(name.base());
        return family == ModelFamily.CLAUDE_2
                || family == ModelFamily.TITAN
                || family == ModelFamily.COHERE_COMMAND
                || base.contains("deepseek.r1")
                || base.contains("mistral-7b")
                || base.contains("mixtral-8x7b")
                || (family == ModelFamily.LLAMA
                        && !base.matches(".*llama(?:[4-9]|3-1|3-3|3-2-(?:11b|90b)).*"));
    }

    private static boolean isListed(String id, Catalog catalog) {
        Catalog.Found found = catalog.find(id);
        return found != null && found.facts().capabilities().contains("structured_output");
    }
}
