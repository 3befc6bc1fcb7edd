package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a guardrail found in texts of one direction, and what it did. */
final class Evaluation {
    private static final int CHARACTERS_OF_A_UNIT = 1_000;
    private static final int MOST_REPORTED = 1_000;

    private final GuardrailVersion guardrail;
    private final GuardDirection direction;
    private final GuardedText text;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> masked = new ArrayList<>();
    private final Map<GroundingFilter, Double> scores = new LinkedHashMap<>();

    private Evaluation(GuardrailVersion guardrail, GuardDirection direction, GuardedText text) {
        this.guardrail = guardrail;
        this.direction = direction;
        this.text = text;
    }

    static Evaluation of(GuardrailVersion guardrail, GuardDirection direction, GuardedText text) {
        var evaluation = new Evaluation(guardrail, direction, text);
        text.texts().forEach(evaluation::evaluate);
        evaluation.ground();
        return evaluation;
    }

    private void evaluate(String part) {
        var found = new ArrayList<Finding>();
        for (GuardrailRule rule : guardrail.rules()) {
            FindingAction action = rule.action(direction);
            if (action != null) {
                found.addAll(rule.find(part, action));
            }
        }
        findings.addAll(found);
        masked.add(Finding.masked(part, found));
    }

    private void ground() {
        if (direction == GuardDirection.OUTPUT && text.context().isComplete()) {
            String answer = String.join("\n", text.texts());
            for (GroundingFilter filter : guardrail.grounding()) {
                scores.put(filter, filter.score(text.context(), answer));
            }
        }
    }

    boolean isBlocked() {
        return findings.stream().anyMatch(found -> found.action() == FindingAction.BLOCKED)
                || scores.entrySet().stream()
                        .anyMatch(
                                score ->
                                        score.getKey().done(score.getValue())
                                                == FindingAction.BLOCKED);
    }

    /** Whether parts of the texts are replaced, and nothing is blocked. */
    boolean isMasked() {
        return !isBlocked()
                && findings.stream().anyMatch(found -> found.action() == FindingAction.ANONYMIZED);
    }

    boolean intervened() {
        return isBlocked() || isMasked();
    }

    String reason() {
        return isBlocked() ? "Guardrail blocked." : isMasked() ? "Guardrail masked." : "No action.";
    }

    /** Returns the texts with masks. */
    List<String> masked() {
        return List.copyOf(masked);
    }

    /**
     * Returns the assessment of a trace.
     *
     * @param full whether it also has what was not found
     */
    Json.Obj assessment(boolean full) {
        return policies(full)
                .with(
                        "invocationMetrics",
                        Json.EMPTY
                                .with("guardrailProcessingLatency", Json.of(1))
                                .with("usage", usage())
                                .with("guardrailCoverage", coverage()))
                .with("appliedGuardrailDetails", guardrail.details());
    }

    /** Whether a policy found something. */
    boolean hasFindings() {
        return !findings.isEmpty() || !scores.isEmpty();
    }

    private Json.Obj policies(boolean full) {
        Json.Obj policies = Json.EMPTY;
        for (PolicyKind kind : PolicyKind.values()) {
            List<Json> told =
                    kind == PolicyKind.GROUNDING
                            ? grounding()
                            : findings(kind, full && kind.isInFullOutput());
            if (!told.isEmpty()) {
                policies =
                        policies.with(
                                kind.policy(),
                                policies.object(kind.policy())
                                        .with(kind.list(), new Json.Arr(told)));
            }
        }
        return policies;
    }

    private List<Json> findings(PolicyKind kind, boolean full) {
        boolean isBlocked = isBlocked();
        var all = new ArrayList<Json>();
        findings.stream()
                .filter(found -> found.kind() == kind)
                .limit(MOST_REPORTED)
                .map(found -> (Json) found.json(done(found, isBlocked)))
                .forEach(all::add);
        if (full) {
            guardrail.rules().stream()
                    .filter(rule -> rule.kind() == kind && rule.action(direction) != null)
                    .filter(rule -> !isFound(rule))
                    .forEach(rule -> all.add(rule.undetected()));
        }
        Set<Json> distinct = new LinkedHashSet<>(all);
        return kind.countsOccurrences() ? all : List.copyOf(distinct);
    }

    /** Nothing is masked in a text that is not shown: recorded as no action. */
    private static FindingAction done(Finding found, boolean isBlocked) {
        return isBlocked && found.action() == FindingAction.ANONYMIZED
                ? FindingAction.NONE
                : found.action();
    }

    private boolean isFound(GuardrailRule rule) {
        return findings.stream()
                .anyMatch(
                        found ->
                                found.kind() == rule.kind()
                                        && found.description()
                                                .merged(rule.description())
                                                .equals(found.description()));
    }

    private List<Json> grounding() {
        return scores.entrySet().stream()
                .map(score -> (Json) score.getKey().json(score.getValue()))
                .toList();
    }

    /** Returns the units of each policy: a thousand characters each, as they are charged. */
    Json.Obj usage() {
        Json.Obj usage = Json.EMPTY.with("contentPolicyImageUnits", Json.of(0));
        for (PolicyKind kind : PolicyKind.values()) {
            long units =
                    kind == PolicyKind.GROUNDING
                            ? groundingUnits()
                            : isEvaluated(kind) ? units(text.guarded()) : 0;
            usage =
                    usage.with(
                            kind.units(), Json.of(Math.max(units, usage.integer(kind.units(), 0))));
        }
        return usage;
    }

    private boolean isEvaluated(PolicyKind kind) {
        return guardrail.rules().stream()
                .anyMatch(rule -> rule.kind() == kind && rule.action(direction) != null);
    }

    private long groundingUnits() {
        return scores.isEmpty() ? 0 : units(text.guarded() + text.context().characters());
    }

    private static long units(int characters) {
        return Math.ceilDiv(characters, CHARACTERS_OF_A_UNIT);
    }

    Json.Obj coverage() {
        Json.Obj characters =
                Json.EMPTY
                        .with("guarded", Json.of(text.guarded()))
                        .with("total", Json.of(text.total()));
        Json.Obj coverage = Json.EMPTY.with("textCharacters", characters);
        return text.images() == 0
                ? coverage
                : coverage.with(
                        "images",
                        Json.EMPTY
                                .with("guarded", Json.of(0))
                                .with("total", Json.of(text.images())));
    }
}
