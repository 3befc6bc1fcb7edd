package dev.outcrop.it.invoke;

import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.internal.stream.TurnAssembler;
import dev.outcrop.json.Json;
import dev.outcrop.message.Turn;

import java.util.List;

/** Reads a stream without a socket. */
final class PiecesRead {
    private PiecesRead() {}

    static Turn of(VendorCodec dialect, List<Json.Obj> pieces) {
        VendorCodec.Pieces reader = dialect.pieces();
        var assembler = new TurnAssembler();
        pieces.forEach(piece -> reader.events(null, piece).forEach(assembler::accept));
        reader.end().forEach(assembler::accept);
        return assembler.turn();
    }
}
