package dev.outcrop.it;

import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.wire.Event;

import java.util.function.Consumer;

/** Unlike a model, takes signatures that were made up, and cache points everywhere. */
final class ShortAnswer implements Engine {
    @Override
    public void answer(Question question, Consumer<Event> out) {
        out.accept(Event.messageStart());
        out.accept(Event.textDelta(0, "This is an answer."));
        out.accept(Event.blockStop(0));
        out.accept(Event.messageStop("end_turn"));
        out.accept(Event.metadata(10, 5));
    }
}
