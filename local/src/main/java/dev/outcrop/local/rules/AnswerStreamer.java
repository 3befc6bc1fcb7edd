package dev.outcrop.local.rules;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.TokenCounter;
import dev.outcrop.local.wire.Event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Sends an answer as the events of ConverseStream, split into deltas as in recordings. */
final class AnswerStreamer {
    private static final int INPUT_PIECE = 12;

    private final Consumer<Event> out;

    AnswerStreamer(Consumer<Event> out) {
        this.out = out;
    }

    void say(Answer answer) {
        out.accept(Event.messageStart());
        List<AnswerBlock> pieces = answer.pieces();
        for (int i = 0; i < pieces.size(); i++) {
            say(i, pieces.get(i));
            out.accept(Event.blockStop(i));
        }
        out.accept(Event.messageStop(answer.stopReason()));
    }

    private void say(int index, AnswerBlock piece) {
        switch (piece) {
            case AnswerBlock.Text(String text) -> words(index, text);
            case AnswerBlock.Cited(String text, Json.Obj citation) -> {
                out.accept(Event.delta(index, Json.EMPTY.with("citation", citation)));
                words(index, text);
            }
            case AnswerBlock.Thought(String text, String signature) -> {
                TokenCounter.words(text).forEach(word -> reasoning(index, "text", word));
                if (!signature.isEmpty()) {
                    reasoning(index, "signature", signature);
                }
            }
            case AnswerBlock.Encrypted(String data, int tokens) ->
                    reasoning(index, "redactedContent", data);
            case AnswerBlock.Call(String id, String name, String input) -> {
                Map<String, String> start = Map.of("name", name, "toolUseId", id);
                out.accept(Event.blockStart(index, Json.object(Map.of("toolUse", start))));
                for (String part : parts(input)) {
                    out.accept(
                            Event.delta(
                                    index, Json.object(Map.of("toolUse", Map.of("input", part)))));
                }
            }
        }
    }

    private void words(int index, String text) {
        TokenCounter.words(text).forEach(word -> out.accept(Event.textDelta(index, word)));
    }

    private void reasoning(int index, String member, String value) {
        out.accept(
                Event.delta(index, Json.object(Map.of("reasoningContent", Map.of(member, value)))));
    }

    /** Begins with an empty piece, as models do; surrogate pairs are not split. */
    private static List<String> parts(String input) {
        List<String> parts = new ArrayList<>();
        parts.add("");
        int start = 0;
        while (start < input.length()) {
            int end = Math.min(input.length(), start + INPUT_PIECE);
            if (end < input.length() && Character.isLowSurrogate(input.charAt(end))) {
                end++;
            }
            parts.add(input.substring(start, end));
            start = end;
        }
        return parts;
    }
}
