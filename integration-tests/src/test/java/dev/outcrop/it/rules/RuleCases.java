package dev.outcrop.it.rules;

import java.util.ArrayList;
import java.util.List;

/** The rules, from public reports of live calls and from recordings. */
final class RuleCases {
    private RuleCases() {}

    static List<RuleCase> all() {
        var all = new ArrayList<RuleCase>();
        ReasoningCases.add(all);
        ToolCases.add(all);
        ToolChoiceCases.add(all);
        ParamCases.add(all);
        EffortCases.add(all);
        SystemCases.add(all);
        DocumentCases.add(all);
        MediaCases.add(all);
        ModelCases.add(all);
        AcceptedCases.add(all);
        ClaudeBodyCases.add(all);
        NovaBodyCases.add(all);
        OpenAiCases.add(all);
        return List.copyOf(all);
    }
}
