package dev.outcrop.protocol.invoke;

import dev.outcrop.json.Json;
import dev.outcrop.message.Turn;
import dev.outcrop.protocol.TurnAssembler;
import dev.outcrop.protocol.dialect.Dialect;

import java.util.List;

/** Reads a stream without a socket. */
final class PiecesRead {
    private PiecesRead() {}

    static Turn of(Dialect dialect, List<Json.Obj> pieces) {
        Dialect.Pieces reader = dialect.pieces();
        var assembler = new TurnAssembler();
        pieces.forEach(piece -> reader.events(null, piece).forEach(assembler::accept));
        reader.end().forEach(assembler::accept);
        return assembler.turn();
    }
}
