package dev.outcrop.it.rules;

import java.util.List;

/** Later. */
final class OpenAiCases {
    private OpenAiCases() {}

    static void add(List<RuleCase> all) {}
}
