package dev.outcrop.local.rehearsal;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.engine.Tokens;
import dev.outcrop.local.wire.Event;

import java.util.function.Consumer;

/**
 * Answers without a model: by rule, the same question the same way, and says so first. Keeps to
 * {@code maxTokens} and {@code stopSequences}.
 */
public final class Rehearsal implements Engine {
    private static final long MAX_TOKENS = 4_096;

    @Override
    public void answer(Question question, Consumer<Event> out) {
        Json.Obj limits = question.body().object("inferenceConfig");
        Part part =
                Part.of(
                        Reflection.on(question),
                        limits.integer("maxTokens", MAX_TOKENS),
                        limits.array("stopSequences"));

        out.accept(Event.messageStart());
        if (!part.text().isEmpty()) {
            Tokens.words(part.text()).forEach(word -> out.accept(Event.textDelta(0, word)));
            out.accept(Event.blockStop(0));
        }
        out.accept(Event.messageStop(part.stopReason()));
        out.accept(Event.metadata(InputTokens.of(question.body()), part.tokens()));
    }
}
