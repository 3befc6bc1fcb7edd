package dev.outcrop.internal.family;

import dev.outcrop.catalog.ModelFamily;

import java.util.Arrays;

/** Rules for stop sequences; {@link ParamTable} says which models have none. */
final class StopRules {
    private static final String NO_REPORT = "no report of a refusal";

    /** Whether a stop sequence may be white space only. */
    static final RuleTable<Boolean> BLANK =
            RuleTable.of("blank stop sequences", true, NO_REPORT)
                    .with(Models.of(ModelFamily.NOVA, others()), true, NO_REPORT)
                    .with(
                            Models.CLAUDE,
                            false,
                            "Anthropic: \"stop_sequences: each stop sequence must contain"
                                    + " non-whitespace\" (crewAI#4046)");

    private StopRules() {}

    private static ModelFamily[] others() {
        return Arrays.stream(ModelFamily.values())
                .filter(family -> !family.isClaude() && family != ModelFamily.UNKNOWN)
                .toArray(ModelFamily[]::new);
    }
}
