package dev.outcrop.internal.protocol.vendor;

import dev.outcrop.internal.stream.TurnAssembler;
import dev.outcrop.json.Json;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import java.util.ArrayList;
import java.util.List;

/** What a reader makes of the pieces of a stream. */
public final class Streamed {
    private Streamed() {}

    public static List<StreamEvent> events(VendorCodec dialect, List<Json.Obj> pieces) {
        VendorCodec.Pieces reader = dialect.pieces();
        var events = new ArrayList<StreamEvent>();
        pieces.forEach(piece -> events.addAll(reader.events(null, piece)));
        events.addAll(reader.end());
        return events;
    }

    public static Turn turn(VendorCodec dialect, List<Json.Obj> pieces) {
        var assembler = new TurnAssembler();
        events(dialect, pieces).forEach(assembler::accept);
        return assembler.turn();
    }

    public static Turn turn(VendorCodec dialect, String... pieces) {
        var parsed = new ArrayList<Json.Obj>();
        for (String piece : pieces) {
            parsed.add((Json.Obj) Json.parse(piece.replace('\'', '"')));
        }
        return turn(dialect, parsed);
    }
}
