package dev.outcrop.local.rules;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.List;

/** The content of an answer, and its stop reason. */
record Answer(List<AnswerBlock> pieces, String stopReason) {
    Answer {
        pieces = List.copyOf(pieces);
    }

    static Answer text(String text) {
        return new Answer(List.of(new AnswerBlock.Text(text)), "end_turn");
    }

    Answer after(AnswerBlock first) {
        var all = new ArrayList<AnswerBlock>();
        all.add(first);
        all.addAll(pieces);
        return new Answer(all, stopReason);
    }

    Answer before(AnswerBlock last) {
        var all = new ArrayList<>(pieces);
        all.add(last);
        return new Answer(all, stopReason);
    }

    boolean hasCalls() {
        return pieces.stream().anyMatch(AnswerBlock.Call.class::isInstance);
    }

    int tokens() {
        return pieces.stream().mapToInt(AnswerBlock::tokens).sum();
    }

    /**
     * Returns the answer within the limits: it ends at the last allowed token, or before a stop
     * sequence.
     */
    Answer within(long maxTokens, List<Json> stopSequences) {
        var kept = new ArrayList<AnswerBlock>();
        long left = maxTokens;
        for (AnswerBlock piece : pieces) {
            if (left <= 0) {
                return new Answer(kept, "max_tokens");
            }
            LimitedText part = part(piece, left, stopSequences);
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

    /** Stop sequences apply only to text for the user. */
    private static LimitedText part(AnswerBlock piece, long left, List<Json> stopSequences) {
        return switch (piece) {
            case AnswerBlock.Text(String text) -> LimitedText.of(text, left, stopSequences);
            case AnswerBlock.Cited(String text, Json.Obj citation) ->
                    LimitedText.of(text, left, stopSequences);
            case AnswerBlock.Thought(String text, String signature) ->
                    LimitedText.of(text, left, List.of());
            case AnswerBlock.Encrypted(String data, int tokens) ->
                    new LimitedText(data, tokens > left ? "max_tokens" : "end_turn");
            case AnswerBlock.Call(String id, String name, String input) ->
                    LimitedText.of(input, left, List.of());
        };
    }

    private static AnswerBlock cut(AnswerBlock piece, LimitedText part) {
        if (part.stopReason().equals("end_turn")) {
            return piece;
        }
        return switch (piece) {
            case AnswerBlock.Text text -> new AnswerBlock.Text(part.text());
            case AnswerBlock.Cited(String text, Json.Obj citation) ->
                    new AnswerBlock.Cited(part.text(), citation);
            case AnswerBlock.Encrypted encrypted -> encrypted;
            case AnswerBlock.Thought thought -> new AnswerBlock.Thought(part.text(), "");
            case AnswerBlock.Call(String id, String name, String input) ->
                    new AnswerBlock.Call(id, name, part.text());
        };
    }
}
