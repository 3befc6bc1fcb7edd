package dev.outcrop;

import dev.outcrop.catalog.Cost;
import dev.outcrop.message.Content;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.text.Preview;

import java.util.ArrayList;
import java.util.List;

/** Adds up what the whole answers of a history took; one that broke off counts in nothing. */
record Ledger(Line model, List<Turn> turns) {
    Usage usage() {
        Usage sum = Usage.NONE;
        for (Turn turn : answers()) {
            sum = sum.plus(turn.usage());
        }
        return sum;
    }

    Cost cost() {
        Cost sum = Cost.NONE;
        for (Turn turn : answers()) {
            sum = sum.plus(model.cost(turn));
        }
        return sum;
    }

    private List<Turn> answers() {
        return turns.stream().filter(Ledger::isWholeAnswer).toList();
    }

    private static boolean isWholeAnswer(Turn turn) {
        return turn.ending() != null && !turn.isPartial();
    }

    List<TokenRow> rows() {
        var rows = new ArrayList<TokenRow>();
        List<Content> asked = List.of();
        for (Turn turn : turns) {
            if (turn.role().equals(Role.USER)) {
                asked = turn.content();
            } else if (isWholeAnswer(turn)) {
                String by = turn.modelId() == null ? model.id() : turn.modelId();
                rows.add(new TokenRow(Preview.of(asked), by, turn.usage(), model.cost(turn)));
            }
        }
        return rows;
    }
}
