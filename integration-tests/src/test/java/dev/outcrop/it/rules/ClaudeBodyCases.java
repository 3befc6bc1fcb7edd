package dev.outcrop.it.rules;

import java.util.List;

/** Later. */
final class ClaudeBodyCases {
    private ClaudeBodyCases() {}

    static void add(List<RuleCase> all) {}
}
