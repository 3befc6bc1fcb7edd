package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import java.util.List;

/**
 * ApplyGuardrail: a guardrail without a model.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ApplyGuardrail.html">ApplyGuardrail</a>
 */
public final class ApplyGuardrail {
    private final GuardrailStore guardrails;

    public ApplyGuardrail(GuardrailStore guardrails) {
        this.guardrails = guardrails;
    }

    /** Returns the response to a request that passed validation of its shape. */
    public Json apply(String identifier, String version, Json.Obj request) {
        GuardrailVersion guardrail = guardrails.called(identifier, version);
        GuardDirection direction = GuardDirection.valueOf(String.valueOf(request.string("source")));
        boolean full = "FULL".equals(request.string("outputScope"));
        GuardedText text = text(request);
        if (direction == GuardDirection.OUTPUT) {
            checkGrounding(guardrail, text);
        }
        Evaluation evaluation = Evaluation.of(guardrail, direction, text);
        Json outputs = outputs(guardrail, direction, evaluation);
        boolean isTold = evaluation.hasFindings() || full;
        return Json.EMPTY
                .with("action", Json.of(evaluation.intervened() ? "GUARDRAIL_INTERVENED" : "NONE"))
                .with("actionReason", Json.of(evaluation.reason()))
                .with("outputs", outputs)
                .with(
                        "assessments",
                        isTold ? Json.array(evaluation.assessment(full)) : Json.array())
                .with("guardrailCoverage", evaluation.coverage())
                .with("usage", evaluation.usage());
    }

    private static GuardedText text(Json.Obj request) {
        var collector = new GuardedText.Collector();
        for (Json block : request.array("content")) {
            if (block instanceof Json.Obj object) {
                if (object.get("text") instanceof Json.Obj text) {
                    collector.qualified(text);
                } else {
                    collector.image();
                }
            }
        }
        return collector.text();
    }

    /** Observed on AWS: the policy is an error without its source. */
    private static void checkGrounding(GuardrailVersion guardrail, GuardedText text) {
        if (!guardrail.grounding().isEmpty()
                && (!text.context().isComplete() || text.texts().isEmpty())) {
            String missing =
                    text.context().sources().isEmpty()
                            ? "grounding source"
                            : text.context().queries().isEmpty() ? "query" : "content to guard";
            throw ServiceError.validation(
                    "The provided request does not contain the "
                            + missing
                            + ". Grounding source, query and content to guard are required for"
                            + " Guardrails contextual grounding policy evaluation.");
        }
    }

    /** One message if it is blocked; each guarded text if parts are masked. */
    private static Json outputs(
            GuardrailVersion guardrail, GuardDirection direction, Evaluation evaluation) {
        List<String> texts =
                evaluation.isBlocked()
                        ? List.of(guardrail.message(direction))
                        : evaluation.isMasked() ? evaluation.masked() : List.of();
        return new Json.Arr(
                texts.stream().map(text -> (Json) Json.EMPTY.with("text", Json.of(text))).toList());
    }
}
