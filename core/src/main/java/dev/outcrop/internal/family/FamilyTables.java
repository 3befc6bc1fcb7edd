package dev.outcrop.internal.family;

import java.util.List;

/** All tables of this package. A test checks each of them for each family. */
final class FamilyTables {
    static final List<RuleTable<?>> ALL =
            List.of(
                    RoleRules.TABLE,
                    ReasoningRules.TABLE,
                    ToolIdRules.TABLE,
                    ToolResultRules.TABLE,
                    MediaLimits.TABLE,
                    ToolChoiceRules.VALUES,
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
