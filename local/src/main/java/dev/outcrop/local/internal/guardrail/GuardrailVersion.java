package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;

import java.time.Instant;
import java.util.List;

/**
 * A version of a guardrail: the draft, or a copy of it. Immutable.
 *
 * @param version {@code DRAFT} or a number
 * @param config the request that created it
 */
record GuardrailVersion(
        String id,
        String arn,
        String version,
        Json.Obj config,
        List<GuardrailRule> rules,
        List<GroundingFilter> grounding,
        Instant createdAt,
        Instant updatedAt) {
    static final String DRAFT = "DRAFT";
    private static final String BLOCKED = "Sorry, the model cannot answer this question.";

    GuardrailVersion {
        rules = List.copyOf(rules);
        grounding = List.copyOf(grounding);
    }

    /** Returns the draft of a configuration that passed validation. */
    static GuardrailVersion draft(
            String id, String arn, Json.Obj config, Instant createdAt, Instant updatedAt) {
        return new GuardrailVersion(
                id,
                arn,
                DRAFT,
                config,
                GuardrailRules.of(config),
                GroundingFilter.of(config),
                createdAt,
                updatedAt);
    }

    /** Returns a guardrail that only blocks words. */
    static GuardrailVersion ofWords(String id, String arn, String version, List<String> words) {
        return new GuardrailVersion(
                id,
                arn,
                version,
                Json.EMPTY,
                words.stream().map(GuardrailRules::blocking).toList(),
                List.of(),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    /** Returns a numbered copy, with its own description if there is one. */
    GuardrailVersion numbered(int number, Json.Obj described, Instant now) {
        Json description = described.get("description");
        Json.Obj told = description == null ? config : config.with("description", description);
        return new GuardrailVersion(id, arn, "" + number, told, rules, grounding, now, now);
    }

    String name() {
        return String.valueOf(config.string("name"));
    }

    /** Returns the text in place of a question or an answer that is blocked. */
    String message(GuardDirection direction) {
        String told =
                config.string(
                        direction == GuardDirection.INPUT
                                ? "blockedInputMessaging"
                                : "blockedOutputsMessaging");
        return told == null ? BLOCKED : told;
    }

    /** Returns {@code appliedGuardrailDetails}. */
    Json details() {
        return Json.EMPTY
                .with("guardrailId", Json.of(id))
                .with("guardrailVersion", Json.of(version))
                .with("guardrailArn", Json.of(arn))
                .with("guardrailOrigin", Json.array(Json.of("REQUEST")))
                .with("guardrailOwnership", Json.of("SELF"));
    }
}
