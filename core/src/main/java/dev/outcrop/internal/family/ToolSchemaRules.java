package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelName;

import java.util.Set;

/**
 * The JSON schemas of tools that a model accepts. All of them require {@code type: object} at the
 * top.
 *
 * @param refused keywords that the top of a schema must not contain
 * @param strict whether a tool may require that the model keeps to its schema
 */
public record ToolSchemaRules(Set<String> refused, boolean strict) {
    private static final ToolSchemaRules ANY = new ToolSchemaRules(Set.of(), true);

    private static final ToolSchemaRules NONE_COMBINED =
            new ToolSchemaRules(Set.of("anyOf", "oneOf", "allOf"), true);

    static final RuleTable<ToolSchemaRules> TABLE =
            RuleTable.of(
                            "tool schemas",
                            NONE_COMBINED,
                            "nothing is known: a schema without them is accepted by all")
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
                                    QWEN,
                                    KIMI,
                                    PALMYRA,
                                    GLM,
                                    GROK,
                                    GEMMA,
                                    MINIMAX,
                                    NEMOTRON),
                            ANY,
                            "no report of a refusal")
                    .with(
                            Models.CLAUDE,
                            NONE_COMBINED,
                            "Claude: input_schema does not support oneOf, allOf, or anyOf at the"
                                    + " top level (code-yeongyu/senpi#1947)")
                    .with(
                            Models.CLAUDE.from(5, 1),
                            new ToolSchemaRules(NONE_COMBINED.refused(), false),
                            "strict is refused by Opus 5.5 and Fable 5.1, live, and accepted by Opus"
                                    + " 5 and Fable 5 (lobehub#19876)")
                    .with(
                            Models.of(GPT),
                            NONE_COMBINED,
                            "OpenAI, \"Invalid schema for function\": the top level must not have"
                                    + " oneOf, anyOf or allOf");

    public ToolSchemaRules {
        refused = Set.copyOf(refused);
    }

    /** Returns the rules of a model. */
    public static ToolSchemaRules of(ModelName model) {
        return TABLE.of(model);
    }
}
