package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelName;

/**
 * What Converse accepts of documents for a model.
 *
 * @param bytes whether a document without citations must be bytes, and one of text with citations
 *     must be text
 * @param point whether a cache point may follow a document that is not a PDF
 */
public record DocumentRules(boolean bytes, boolean point) {
    private static final String NO_REPORT = "no report of a refusal";
    private static final DocumentRules ANY = new DocumentRules(false, true);

    static final RuleTable<DocumentRules> TABLE =
            RuleTable.of("documents", ANY, NO_REPORT)
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
                            ANY,
                            NO_REPORT)
                    .with(
                            Models.CLAUDE,
                            new DocumentRules(true, false),
                            "text without citations: bifrost#7072, strands-agents/harness-sdk#3582;"
                                    + " bytes of text with citations: boto3#4726, recorded by ruby_llm;"
                                    + " cache points: harness-sdk#1966, aws-sdk-java-v2#6277, live");

    /** Returns the rules of a model. */
    public static DocumentRules of(ModelName model) {
        return TABLE.of(model);
    }
}
