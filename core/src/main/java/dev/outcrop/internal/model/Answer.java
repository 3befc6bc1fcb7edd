package dev.outcrop.internal.model;

import dev.outcrop.catalog.Cost;
import dev.outcrop.json.Json;
import dev.outcrop.message.Turn;

import java.util.List;
import java.util.function.Function;

/**
 * A whole answer, from which a {@code Reply} is created.
 *
 * @param turns all turns since the question
 * @param attempts how many requests were sent
 */
public record Answer(List<Turn> turns, int attempts, Reading reading) {
    /** Functions of the model that answered: the cost and the raw response of a turn. */
    public record Reading(Function<Turn, Cost> cost, Function<Turn, Json.Obj> raw) {}

    public Answer {
        turns = List.copyOf(turns);
    }
}
