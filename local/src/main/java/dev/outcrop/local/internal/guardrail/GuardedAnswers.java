package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.wire.Event;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/**
 * Applies the guardrail of a question to it and to its answer, whatever engine answers. A question
 * without {@code guardrailConfig} is passed on. Safe for several threads.
 */
public final class GuardedAnswers {
    private final GuardrailStore guardrails;

    public GuardedAnswers(GuardrailStore guardrails) {
        this.guardrails = guardrails;
    }

    /** Whether a question names a guardrail. */
    public static boolean isGuarded(Question question) {
        return identifier(question.body().object("guardrailConfig")) != null;
    }

    /**
     * Sends the answer: of the engine, with parts masked, or the guardrail's message in its place.
     *
     * @throws dev.outcrop.local.wire.ServiceError if the guardrail does not exist, or of the engine
     */
    public void answer(Question question, Engine engine, Consumer<Event> out) {
        Json.Obj config = question.body().object("guardrailConfig");
        String identifier = identifier(config);
        if (identifier == null) {
            engine.answer(question, out);
            return;
        }
        GuardrailVersion guardrail =
                guardrails.called(identifier, config.string("guardrailVersion"));
        GuardrailTrace trace = GuardrailTrace.of(guardrail, config.string("trace"));
        var request = new GuardedRequest(question.body());
        GuardedText text = request.text();
        Evaluation input = Evaluation.of(guardrail, GuardDirection.INPUT, text);
        if (input.isBlocked()) {
            block(guardrail.message(GuardDirection.INPUT), trace, input, out);
            return;
        }
        Question asked =
                input.isMasked()
                        ? new Question(question.modelId(), request.with(input.masked()))
                        : question;
        var output = new GuardedOutput(guardrail, trace, input, text.context(), out);
        if ("async".equals(config.string("streamProcessingMode"))) {
            engine.answer(asked, output::passOn);
        } else {
            whole(asked, engine, output);
        }
    }

    /** What was said before an engine breaks off is sent too. */
    private static void whole(Question asked, Engine engine, GuardedOutput output) {
        boolean complete = false;
        try {
            engine.answer(asked, output::keep);
            complete = true;
        } finally {
            output.release(complete);
        }
    }

    private static void block(
            String message, GuardrailTrace trace, Evaluation input, Consumer<Event> out) {
        out.accept(Event.messageStart());
        out.accept(Event.textDelta(0, message));
        out.accept(Event.blockStop(0));
        out.accept(Event.messageStop(GuardedOutput.INTERVENED));
        Json.Obj metadata = Event.metadata(0, 0).payload();
        out.accept(new Event("metadata", trace.in(metadata, input, null, List.of())));
    }

    private static @Nullable String identifier(Json.Obj config) {
        String identifier = config.string("guardrailIdentifier");
        return identifier == null || identifier.isEmpty() ? null : identifier;
    }
}
