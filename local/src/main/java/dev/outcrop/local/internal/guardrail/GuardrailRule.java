package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A word, topic, filter or pattern of a guardrail.
 *
 * @param description the members that its findings report
 * @param actions by direction; none for a direction in which it is not evaluated
 * @param mask in place of what is anonymized
 */
record GuardrailRule(
        PolicyKind kind,
        Json.Obj description,
        TextMatcher matcher,
        Map<GuardDirection, FindingAction> actions,
        String mask) {
    GuardrailRule {
        actions = actions.isEmpty() ? Map.of() : new EnumMap<>(actions);
    }

    /** Returns the action in a direction; null if the rule is not evaluated there. */
    @Nullable FindingAction action(GuardDirection direction) {
        return actions.get(direction);
    }

    List<Finding> find(String text, FindingAction action) {
        return matcher.find(text).stream().map(match -> finding(text, match, action)).toList();
    }

    private Finding finding(String text, TextMatcher.Match match, FindingAction action) {
        Json.Obj told = description.merged(match.more());
        if (kind != PolicyKind.TOPIC && kind != PolicyKind.CONTENT && told.get("match") == null) {
            told = told.with("match", Json.of(text.substring(match.start(), match.end())));
        }
        return new Finding(kind, told, action, match.start(), match.end(), mask);
    }

    /** Returns the report of this rule in a full output if it found nothing. */
    Json.Obj undetected() {
        Json.Obj told =
                description.with("action", Json.of("NONE")).with("detected", Json.of(false));
        return switch (kind) {
            case CONTENT -> told.with("confidence", Json.of("NONE"));
            case PII -> told.with("match", Json.of(""));
            default -> told;
        };
    }
}
