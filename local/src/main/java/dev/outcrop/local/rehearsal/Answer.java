package dev.outcrop.local.rehearsal;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.List;

/** What is said, and why it ends. */
record Answer(List<Piece> pieces, String stopReason) {
    Answer {
        pieces = List.copyOf(pieces);
    }

    static Answer text(String text) {
        return new Answer(List.of(new Piece.Text(text)), "end_turn");
    }

    Answer after(Piece first) {
        var all = new ArrayList<Piece>();
        all.add(first);
        all.addAll(pieces);
        return new Answer(all, stopReason);
    }

    boolean hasCalls() {
        return pieces.stream().anyMatch(Piece.Call.class::isInstance);
    }

    int tokens() {
        return pieces.stream().mapToInt(Piece::tokens).sum();
    }

    /** The same within the limits: it ends at the last token allowed, or before a stop sequence. */
    Answer within(long maxTokens, List<Json> stopSequences) {
        var kept = new ArrayList<Piece>();
        long left = maxTokens;
        for (Piece piece : pieces) {
            if (left <= 0) {
                return new Answer(kept, "max_tokens");
            }
            Part part = part(piece, left, stopSequences);
            if (!part.text().isEmpty()) {
                kept.add(cut(piece, part));
            }
            if (!part.stopReason().equals("end_turn")) {
                return new Answer(kept, part.stopReason());
            }
            left -= piece.tokens();
        }
        return new Answer(kept, stopReason);
    }

    /** Only what the user is told can hold a stop sequence. */
    private static Part part(Piece piece, long left, List<Json> stopSequences) {
        return switch (piece) {
            case Piece.Text(String text) -> Part.of(text, left, stopSequences);
            case Piece.Cited(String text, Json.Obj citation) -> Part.of(text, left, stopSequences);
            case Piece.Thought(String text, String signature) -> Part.of(text, left, List.of());
            case Piece.Call(String id, String name, String input) ->
                    Part.of(input, left, List.of());
        };
    }

    private static Piece cut(Piece piece, Part part) {
        if (part.stopReason().equals("end_turn")) {
            return piece;
        }
        return switch (piece) {
            case Piece.Text text -> new Piece.Text(part.text());
            case Piece.Cited(String text, Json.Obj citation) ->
                    new Piece.Cited(part.text(), citation);
            case Piece.Thought thought -> new Piece.Thought(part.text(), "");
            case Piece.Call(String id, String name, String input) ->
                    new Piece.Call(id, name, part.text());
        };
    }
}
