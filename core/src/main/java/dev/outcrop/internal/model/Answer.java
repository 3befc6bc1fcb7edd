package dev.outcrop.internal.model;

import dev.outcrop.catalog.Cost;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.call.Received;
import dev.outcrop.json.Json;
import dev.outcrop.message.Turn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A whole answer, from which a {@code Reply} is created.
 *
 * @param turns all turns since the question
 * @param attempts how many requests were sent
 * @param received the responses, one for each call of the model
 */
public record Answer(List<Turn> turns, int attempts, List<Received> received, Reading reading) {
    /** Functions of the model that answered: the cost and the raw response of a turn. */
    public record Reading(Function<Turn, Cost> cost, Function<Turn, Json.Obj> raw) {}

    public Answer {
        turns = List.copyOf(turns);
        received = List.copyOf(received);
    }

    /** Collects the calls of one answer. For one thread. */
    public static final class Calls {
        private final List<Received> received = new ArrayList<>(1);
        private int attempts;

        public Calls() {}

        /** Adds a call that was answered. */
        public Calls add(CallExecutor.Answer<?> call) {
            attempts += call.attempts();
            if (call.received() != null) {
                received.add(call.received());
            }
            return this;
        }

        /** Returns the answer that these calls gave. */
        public Answer answer(List<Turn> turns, Reading reading) {
            return new Answer(turns, attempts, received, reading);
        }
    }
}
