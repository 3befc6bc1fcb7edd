package dev.outcrop.local.choice;

import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.wire.Event;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/**
 * Who answers for which model: the first choice whose pattern matches, or else one engine for all.
 * As an engine, it leaves a question to the first engine that was chosen for the model. Safe for
 * several threads.
 */
public final class Choices implements Engine {
    private final List<Choice> choices;
    private final Engine otherwise;

    public Choices(List<Choice> choices, Engine otherwise) {
        this.choices = List.copyOf(choices);
        this.otherwise = otherwise;
    }

    /** One engine for everything. */
    public static Choices of(Engine engine) {
        return new Choices(List.of(), engine);
    }

    /** Who answers a request on a model; null for the engine of all others. */
    public @Nullable Choice of(@Nullable String modelId) {
        for (Choice choice : choices) {
            if (choice.models().matches(modelId)) {
                return choice;
            }
        }
        return null;
    }

    @Override
    public void answer(Question question, Consumer<Event> out) {
        for (Choice choice : choices) {
            if (choice instanceof Choice.OfEngine(ModelPattern models, Engine engine)
                    && models.matches(question.modelId())) {
                engine.answer(question, out);
                return;
            }
        }
        otherwise.answer(question, out);
    }
}
