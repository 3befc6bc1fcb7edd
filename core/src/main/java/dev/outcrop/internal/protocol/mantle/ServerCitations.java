package dev.outcrop.internal.protocol.mantle;

import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes the sources that a server lists beside an answer citations of its text: {@code
 * search_results} with titles, or {@code citations}, which are URLs.
 */
final class ServerCitations {
    private ServerCitations() {}

    private static List<Citation> of(Json.Obj body) {
        var citations = new ArrayList<Citation>();
        for (Json element : body.array("search_results")) {
            if (element instanceof Json.Obj found && found.string("url") != null) {
                citations.add(citation(found.string("title"), found.get("url")));
            }
        }
        if (citations.isEmpty()) {
            for (Json element : body.array("citations")) {
                if (element instanceof Json.Str) {
                    citations.add(citation(null, element));
                }
            }
        }
        return citations;
    }

    private static Citation citation(@Nullable String title, @Nullable Json url) {
        Json.Obj page = url == null ? Json.EMPTY : Json.EMPTY.with("url", url);
        return new Citation(title, null, List.of(), new Citation.Location("web", page), Json.EMPTY);
    }

    /** Returns the turn of a whole answer, with citations of its first text. */
    static Turn in(Turn turn, Json.Obj body) {
        List<Citation> citations = of(body);
        if (citations.isEmpty()) {
            return turn;
        }
        var content = new ArrayList<Content>(turn.content());
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof Content.Text text) {
                content.set(
                        i,
                        new Content.CitedText(
                                List.of(Content.text(text.text())), citations, text.more()));
                break;
            }
        }
        return new Turn(turn.message().withContent(content), turn.metadata());
    }

    /** Returns a reader that adds the citations when the text ends. */
    static VendorCodec.Pieces in(VendorCodec.Pieces pieces) {
        return new CitedPieces(pieces);
    }

    /** The chunks of one streamed answer. */
    private static final class CitedPieces implements VendorCodec.Pieces {
        private final VendorCodec.Pieces pieces;
        private List<Citation> citations = List.of();
        private int text = -1;

        CitedPieces(VendorCodec.Pieces pieces) {
            this.pieces = pieces;
        }

        @Override
        public List<StreamEvent> events(@Nullable String eventName, Json.Obj piece) {
            List<Citation> found = of(piece);
            citations = found.isEmpty() ? citations : found;
            return cited(pieces.events(eventName, piece));
        }

        @Override
        public List<StreamEvent> end() {
            return cited(pieces.end());
        }

        private List<StreamEvent> cited(List<StreamEvent> events) {
            var all = new ArrayList<StreamEvent>(events.size());
            for (StreamEvent event : events) {
                if (text < 0 && event instanceof StreamEvent.TextDelta delta) {
                    text = delta.index();
                }
                if (event instanceof StreamEvent.BlockStop stop && stop.index() == text) {
                    citations.forEach(it -> all.add(new StreamEvent.CitationDelta(text, it)));
                }
                all.add(event);
            }
            return all;
        }
    }
}
