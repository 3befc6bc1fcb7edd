package dev.outcrop.internal.protocol.mantle;

import dev.outcrop.internal.protocol.vendor.Unsupported;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.internal.server.ServerRules;
import dev.outcrop.internal.server.ServerRules.Trait;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;
import dev.outcrop.settings.Extraction;

/** Chat Completions in the form that a server accepts. */
record ServerCodec(VendorCodec format, ServerRules server) implements VendorCodec {
    @Override
    public Json.Obj request(ConverseRequest request, boolean streaming) {
        Json.Obj body = format.request(request, streaming);
        if (server.has(Trait.NO_STREAM_OPTIONS)) {
            body = body.without("stream_options");
        }
        Json most = body.get("max_tokens");
        if (most != null && server.has(Trait.COMPLETION_TOKENS)) {
            body = body.without("max_tokens").with("max_completion_tokens", most);
        }
        if (server.has(Trait.NO_SCHEMA) && body.get("response_format") != null) {
            throw unsupported("a JSON schema for answers", "Use Extraction.Via.FORCED_TOOL.");
        }
        body = new ServerTools(server).in(body);
        return body.with("messages", new ServerMessages(server).of(body.array("messages")));
    }

    private RuntimeException unsupported(String what, String which) {
        return new Unsupported(server.name()).of(what, which);
    }

    @Override
    public boolean carries(Extraction.Via via) {
        return switch (via) {
            case OUTPUT_CONFIG -> !server.has(Trait.NO_SCHEMA);
            case FORCED_TOOL -> !server.has(Trait.NO_TOOLS) && !server.has(Trait.NO_FORCED_TOOL);
            case TOOL -> !server.has(Trait.NO_TOOLS);
            case AUTO, TEXT -> true;
        };
    }

    @Override
    public Turn turn(Json.Obj body) {
        Turn turn = format.turn(body);
        return server.has(Trait.CITATIONS) ? ServerCitations.in(turn, body) : turn;
    }

    @Override
    public Json.Obj response(Turn turn) {
        return format.response(turn);
    }

    @Override
    public Pieces pieces() {
        Pieces pieces = format.pieces();
        return server.has(Trait.CITATIONS) ? ServerCitations.in(pieces) : pieces;
    }
}
