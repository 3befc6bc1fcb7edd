package dev.outcrop.local.internal.choice;

import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.wire.Event;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/**
 * Selects what answers by model: the first choice whose pattern matches, or else the default
 * engine. As an engine, it passes a question to the first engine chosen for the model. Safe for
 * several threads.
 */
public final class EngineRouter implements Engine {
    private final List<EngineChoice> choices;
    private final Engine otherwise;

    public EngineRouter(List<EngineChoice> choices, Engine otherwise) {
        this.choices = List.copyOf(choices);
        this.otherwise = otherwise;
    }

    /** Returns a router with one engine for all models. */
    public static EngineRouter of(Engine engine) {
        return new EngineRouter(List.of(), engine);
    }

    /** Returns the choice for a model; null for the default engine. */
    public @Nullable EngineChoice of(@Nullable String modelId) {
        for (EngineChoice choice : choices) {
            if (choice.models().matches(modelId)) {
                return choice;
            }
        }
        return null;
    }

    @Override
    public void answer(Question question, Consumer<Event> out) {
        for (EngineChoice choice : choices) {
            if (choice instanceof EngineChoice.OfEngine(ModelPattern models, Engine engine)
                    && models.matches(question.modelId())) {
                engine.answer(question, out);
                return;
            }
        }
        otherwise.answer(question, out);
    }
}
