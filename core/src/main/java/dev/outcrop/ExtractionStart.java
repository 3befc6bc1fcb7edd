package dev.outcrop;

import dev.outcrop.internal.chat.ExtractionLoop;
import dev.outcrop.internal.chat.ExtractionType;
import dev.outcrop.internal.chat.History;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;

import java.util.ArrayList;
import java.util.List;

/**
 * Begins an answer of a model without history: the messages before the question are the same each
 * time.
 */
record ExtractionStart(ModelCaller model, List<Message> before) implements Extractor.Beginning {
    @Override
    public <T> ExtractionLoop<T> begin(
            Message question, ExtractionType<T> type, Cancellation handle) {
        var system = new ArrayList<Content>();
        var turns = new ArrayList<Turn>();
        for (Message message : before) {
            if (message.role().equals(Role.SYSTEM)) {
                system.addAll(message.content());
            } else {
                turns.add(Turn.of(message));
            }
        }
        return ExtractionLoop.of(model, system, new History(turns), question, type, handle);
    }
}
