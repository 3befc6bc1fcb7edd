package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The {@code trace} of an answer of Converse.
 *
 * @param wanted whether the request asks for it
 * @param full whether it lists what was not found, too
 */
record GuardrailTrace(GuardrailVersion guardrail, boolean wanted, boolean full) {
    static GuardrailTrace of(GuardrailVersion guardrail, @Nullable String setting) {
        boolean full = "enabled_full".equals(setting);
        return new GuardrailTrace(guardrail, full || "enabled".equals(setting), full);
    }

    /**
     * Adds the trace to the metadata of an answer.
     *
     * @param output null if the model was not called
     * @param said what the model said, if the guardrail changed it
     */
    Json.Obj in(
            Json.Obj metadata, Evaluation input, @Nullable Evaluation output, List<String> said) {
        if (!wanted) {
            return metadata;
        }
        Evaluation last = output == null ? input : output;
        Json.Obj told =
                Json.EMPTY
                        .with("inputAssessment", byId(input.assessment(full)))
                        .with("modelOutput", new Json.Arr(said.stream().map(Json::of).toList()))
                        .with("actionReason", Json.of(reason(input, last)));
        if (output != null) {
            told = told.with("outputAssessments", byId(Json.array(output.assessment(full))));
        }
        return metadata.with("trace", Json.EMPTY.with("guardrail", told));
    }

    private static String reason(Evaluation input, Evaluation last) {
        return last.intervened() ? last.reason() : input.reason();
    }

    private Json.Obj byId(Json assessment) {
        return Json.EMPTY.with(guardrail.id(), assessment);
    }
}
