package dev.outcrop.internal.family;

import java.util.List;

/** All tables of this package. A test checks each of them for each family. */
final class FamilyTables {
    static final List<RuleTable<?>> ALL =
            List.of(
                    RoleRules.TABLE,
                    ProfileRules.TABLE,
                    ApiRules.TABLE,
                    InlineThinkingRules.TABLE,
                    ReasoningRules.TABLE,
                    PreservedThinkingRules.TABLE,
                    ThinkingRoundRules.TABLE,
                    SystemRules.TABLE,
                    CitationRules.TABLE,
                    ToolNameRules.TABLE,
                    ToolIdRules.TABLE,
                    ToolSchemaRules.TABLE,
                    ToolStreamRules.TABLE,
                    ToolResultRules.TABLE,
                    MediaLimits.TABLE,
                    ToolChoiceRules.CONVERSE,
                    ToolChoiceRules.OTHER_APIS,
                    ToolChoiceRules.CLASHES_WITH_THINKING,
                    StructuredOutputRules.TOOLS,
                    StructuredOutputRules.OUTPUT_CONFIG,
                    CacheRules.TABLE,
                    ParamTable.TABLE,
                    EffortRules.TABLE,
                    StopRules.BLANK,
                    MaxTokens.TABLE,
                    MaxTokens.EXCEEDS,
                    MediaInputs.TABLE,
                    DocumentRules.TABLE,
                    ParamConflicts.SAMPLES_BOTH_WAYS);

    private FamilyTables() {}
}
