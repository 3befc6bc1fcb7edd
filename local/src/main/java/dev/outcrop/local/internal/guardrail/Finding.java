package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Something that a rule found in a text.
 *
 * @param description without action
 * @param mask in place of the part from start to end
 */
record Finding(
        PolicyKind kind,
        Json.Obj description,
        FindingAction action,
        int start,
        int end,
        String mask) {
    /** Returns the report in an assessment. */
    Json.Obj json(FindingAction done) {
        return description.with("action", Json.of(done.name())).with("detected", Json.of(true));
    }

    /** Returns the text with the masks of all findings that anonymize; the first of two wins. */
    static String masked(String text, List<Finding> findings) {
        var masks =
                new ArrayList<>(
                        findings.stream()
                                .filter(found -> found.action() == FindingAction.ANONYMIZED)
                                .toList());
        masks.sort(Comparator.comparingInt(Finding::start));
        var out = new StringBuilder();
        int at = 0;
        for (Finding found : masks) {
            if (found.start() >= at) {
                out.append(text, at, found.start()).append(found.mask());
                at = found.end();
            }
        }
        return out.append(text, at, text.length()).toString();
    }
}
