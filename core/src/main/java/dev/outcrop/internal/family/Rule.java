package dev.outcrop.internal.family;

/**
 * A row of a table of rules.
 *
 * @param evidence where it is known from: a page, a public issue, or a recording
 */
record Rule<T>(Models models, T value, String evidence) {
    Rule {
        if (evidence.isBlank()) {
            throw new IllegalArgumentException("a rule needs evidence");
        }
    }
}
