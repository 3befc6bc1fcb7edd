package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.internal.events.EventsToMessage;
import dev.outcrop.local.internal.guardrail.GuardedAnswers;
import dev.outcrop.local.wire.Event;

import java.util.function.Consumer;

/**
 * Applies a guardrail to a call of a model that makes images: to its prompt. The images are not
 * evaluated, and nothing is masked.
 */
record GuardedImages(GuardedAnswers guards, InvokeGuardrail guardrail) {
    /** Returns the answer with what the guardrail did; without images if it blocked the prompt. */
    Json.Obj applied(String modelId, String prompt, Json.Obj answer) {
        Json message =
                Json.EMPTY
                        .with("role", Json.of("user"))
                        .with("content", Json.array(Json.EMPTY.with("text", Json.of(prompt))));
        Json.Obj converse = guardrail.inConverse(Json.EMPTY.with("messages", Json.array(message)));
        var fold = new EventsToMessage();
        guards.answer(new Question(modelId, converse), (asked, out) -> withoutText(out), fold);
        Json.Obj evaluated = fold.body(Json.EMPTY);
        boolean isBlocked = "guardrail_intervened".equals(evaluated.string("stopReason"));
        return InvokeGuardrail.reported(isBlocked ? Json.EMPTY : answer, evaluated);
    }

    private static void withoutText(Consumer<Event> out) {
        out.accept(Event.messageStart());
        out.accept(Event.messageStop("end_turn"));
        out.accept(Event.metadata(0, 0));
    }
}
