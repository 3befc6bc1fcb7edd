package dev.outcrop.protocol.dialect;

import dev.outcrop.json.Json;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.protocol.TurnAssembler;

import java.util.ArrayList;
import java.util.List;

/** What a reader makes of the pieces of a stream. */
final class Streamed {
    private Streamed() {}

    static List<StreamEvent> events(Dialect dialect, List<Json.Obj> pieces) {
        Dialect.Pieces reader = dialect.pieces();
        var events = new ArrayList<StreamEvent>();
        pieces.forEach(piece -> events.addAll(reader.events(null, piece)));
        events.addAll(reader.end());
        return events;
    }

    static Turn turn(Dialect dialect, List<Json.Obj> pieces) {
        var assembler = new TurnAssembler();
        events(dialect, pieces).forEach(assembler::accept);
        return assembler.turn();
    }

    static Turn turn(Dialect dialect, String... pieces) {
        var parsed = new ArrayList<Json.Obj>();
        for (String piece : pieces) {
            parsed.add((Json.Obj) Json.parse(piece.replace('\'', '"')));
        }
        return turn(dialect, parsed);
    }
}
