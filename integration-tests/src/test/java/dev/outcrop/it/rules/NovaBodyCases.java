package dev.outcrop.it.rules;

import java.util.List;

/** Later. */
final class NovaBodyCases {
    private NovaBodyCases() {}

    static void add(List<RuleCase> all) {}
}
