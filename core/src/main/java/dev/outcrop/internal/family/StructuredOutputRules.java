package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ModelName;

import java.util.function.Supplier;

/** The support of structured output and tools by models. */
public final class StructuredOutputRules {
    /** What is known of a model's support. */
    enum Support {
        YES,
        NO,
        /** As the catalog says. */
        CATALOG
    }

    private static final String PAGE = "Bedrock, \"Get validated JSON results from models\"";

    static final RuleTable<Support> OUTPUT_CONFIG =
            RuleTable.of("output config", Support.CATALOG, PAGE)
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
                                    GROK),
                            Support.CATALOG,
                            PAGE)
                    .with(
                            Models.of(GEMMA, MINIMAX, NEMOTRON),
                            Support.CATALOG,
                            "recorded: Gemma 3, Nemotron")
                    .with(Models.of(MINIMAX).named("m2"), Support.YES, "recorded: MiniMax M2")
                    .with(Models.CLAUDE, Support.NO, PAGE)
                    .with(
                            Models.CLAUDE.from(4, 5).before(4, 7),
                            Support.YES,
                            "recorded: Claude Haiku 4.5, Sonnet 4.5 and 4.6")
                    .with(
                            Models.CLAUDE.from(4, 7),
                            Support.NO,
                            "Converse refuses it (\"Extra inputs are not permitted\"):"
                                    + " vercel/ai#14773, vercel/ai#19988, anomalyco/models.dev#1765");

    private static final String FEATURES = "Bedrock, \"Supported models and model features\"";

    static final RuleTable<Boolean> TOOLS =
            RuleTable.of("tools", true, "nothing is known: they are sent")
                    .with(
                            Models.of(
                                    NOVA,
                                    NOVA_2,
                                    MISTRAL,
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
                            FEATURES)
                    .with(Models.of(TITAN, COHERE_COMMAND), false, FEATURES)
                    .with(Models.CLAUDE, false, FEATURES)
                    .with(Models.CLAUDE.from(3, 0), true, FEATURES)
                    .with(Models.of(DEEPSEEK).named("r1"), false, FEATURES)
                    .with(Models.of(JAMBA).named("instruct"), false, FEATURES)
                    .with(Models.of(MISTRAL).named("7b", "8x7b"), false, FEATURES)
                    .with(Models.of(LLAMA), false, FEATURES)
                    .with(Models.of(LLAMA).from(3, 1), true, FEATURES)
                    .with(
                            Models.of(LLAMA).named("1b", "3b").from(3, 2).before(3, 3),
                            false,
                            FEATURES);

    private StructuredOutputRules() {}

    /** Whether the model is known to support {@code outputConfig}'s schema. */
    public static boolean keepsToOutputConfig(
            String modelId, ModelName name, Supplier<Catalog> catalog) {
        return switch (OUTPUT_CONFIG.of(name)) {
            case YES -> true;
            case NO -> false;
            case CATALOG ->
                    isListed(modelId, catalog.get())
                            || (name.base() != null && isListed(name.base(), catalog.get()));
        };
    }

    /** Whether the model is known to have no tools. */
    public static boolean hasNoTools(ModelName name) {
        return !TOOLS.of(name);
    }

    private static boolean isListed(String id, Catalog catalog) {
        Catalog.Found found = catalog.find(id);
        return found != null && found.facts().capabilities().contains("structured_output");
    }
}
