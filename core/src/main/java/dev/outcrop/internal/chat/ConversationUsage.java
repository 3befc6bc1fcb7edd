package dev.outcrop.internal.chat;

import dev.outcrop.catalog.Cost;
import dev.outcrop.catalog.Cost.TurnUsage;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.internal.text.Preview;
import dev.outcrop.message.Content;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import java.util.ArrayList;
import java.util.List;

/** Adds up the usage of the whole answers of a history; incomplete answers do not count. */
public record ConversationUsage(ModelCaller model, List<Turn> turns) {
    public Usage usage() {
        Usage sum = Usage.NONE;
        for (Turn turn : answers()) {
            sum = sum.plus(turn.usage());
        }
        return sum;
    }

    public Cost cost() {
        Cost sum = Cost.NONE;
        for (Turn turn : answers()) {
            sum = sum.plus(model.cost(turn));
        }
        return sum;
    }

    private List<Turn> answers() {
        return turns.stream().filter(ConversationUsage::isWholeAnswer).toList();
    }

    private static boolean isWholeAnswer(Turn turn) {
        return turn.metadata() != null && !turn.isPartial();
    }

    public List<TurnUsage> rows() {
        var rows = new ArrayList<TurnUsage>();
        List<Content> asked = List.of();
        for (Turn turn : turns) {
            if (turn.role().equals(Role.USER)) {
                asked = turn.content();
            } else if (isWholeAnswer(turn)) {
                String by = turn.modelId() == null ? model.id() : turn.modelId();
                rows.add(new TurnUsage(Preview.of(asked), by, turn.usage(), model.cost(turn)));
            }
        }
        return rows;
    }
}
