package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.guardrail.InputTags;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.IncomingRequest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Locale;

/**
 * The guardrail of a call of InvokeModel: it is named by headers, and reported in members beside
 * those of the model's format. It is evaluated as the guardrail of Converse is.
 *
 * @param config as the {@code guardrailConfig} of Converse
 * @param tagSuffix of the tags that mark what is evaluated; empty if all is
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-input-tagging-base-inference.html">Guardrails
 *     with InvokeModel</a>
 */
record InvokeGuardrail(Json.Obj config, String tagSuffix) {
    private static final String HEADER = "x-amzn-bedrock-";
    private static final String INTERVENED = "guardrail_intervened";

    /** Returns the guardrail that the headers name; null if they name none. */
    static @Nullable InvokeGuardrail of(IncomingRequest request, Json.Obj body) {
        String id = request.header(HEADER + "guardrailidentifier");
        if (id == null || id.isEmpty()) {
            return null;
        }
        Json.Obj config = Json.EMPTY.with("guardrailIdentifier", Json.of(id));
        String version = request.header(HEADER + "guardrailversion");
        if (version != null) {
            config = config.with("guardrailVersion", Json.of(version));
        }
        String trace = request.header(HEADER + "trace");
        if (trace != null) {
            config = config.with("trace", Json.of(trace.toLowerCase(Locale.ROOT)));
        }
        Json.Obj own = body.object("amazon-bedrock-guardrailConfig");
        if ("ASYNCHRONOUS".equals(own.string("streamProcessingMode"))) {
            config = config.with("streamProcessingMode", Json.of("async"));
        }
        String suffix = own.string("tagSuffix");
        return new InvokeGuardrail(config, suffix == null ? "" : suffix);
    }

    /** Whether chunks are sent before they are evaluated. */
    boolean isAsync() {
        return config.get("streamProcessingMode") != null;
    }

    /** Adds the guardrail to a request that was converted to Converse. */
    Json.Obj inConverse(Json.Obj body) {
        Json.Obj marked = tagSuffix.isEmpty() ? body : InputTags.marked(body, tagSuffix);
        return marked.with("guardrailConfig", config);
    }

    /** Returns the answer of a model whose format has no stop reason for guardrails. */
    static Json.Obj ofTheModel(Json.Obj converse) {
        return INTERVENED.equals(converse.string("stopReason"))
                ? converse.with("stopReason", Json.of("end_turn"))
                : converse;
    }

    /** Returns an event of such an answer. */
    static Event ofTheModel(Event event) {
        return event.type().equals("messageStop")
                ? new Event(event.type(), ofTheModel(event.payload()))
                : event;
    }

    /** Whether an event says that the guardrail intervened. */
    static boolean intervened(Event event) {
        return event.type().equals("messageStop")
                && INTERVENED.equals(event.payload().string("stopReason"));
    }

    /** Adds what the guardrail did to an answer in the model's format. */
    static Json.Obj reported(Json.Obj answer, Json.Obj converse) {
        boolean intervened = INTERVENED.equals(converse.string("stopReason"));
        return traced(withAction(answer, intervened), converse.object("trace"));
    }

    static Json.Obj withAction(Json.Obj chunk, boolean intervened) {
        return chunk.with(
                "amazon-bedrock-guardrailAction", Json.of(intervened ? "INTERVENED" : "NONE"));
    }

    /**
     * Adds the trace of Converse, under the names of InvokeModel.
     *
     * @param trace empty if there is none
     */
    static Json.Obj traced(Json.Obj chunk, Json.Obj trace) {
        if (!(trace.get("guardrail") instanceof Json.Obj guardrail)) {
            return chunk;
        }
        Json.Obj told =
                Json.EMPTY
                        .with("input", guardrail.object("inputAssessment"))
                        .with("actionReason", Json.of(guardrail.string("actionReason")));
        if (!guardrail.array("modelOutput").isEmpty()) {
            told = told.with("modelOutput", new Json.Arr(guardrail.array("modelOutput")));
        }
        if (guardrail.get("outputAssessments") instanceof Json.Obj outputs) {
            told = told.with("outputs", listed(outputs));
        }
        return chunk.with("amazon-bedrock-trace", Json.EMPTY.with("guardrail", told));
    }

    /** Converse has a list for each guardrail, InvokeModel a list of guardrails. */
    private static Json listed(Json.Obj outputs) {
        var all = new ArrayList<Json>();
        outputs.members()
                .forEach(
                        (id, assessments) -> {
                            for (Json assessment : outputs.array(id)) {
                                all.add(Json.EMPTY.with(id, assessment));
                            }
                        });
        return new Json.Arr(all);
    }
}
