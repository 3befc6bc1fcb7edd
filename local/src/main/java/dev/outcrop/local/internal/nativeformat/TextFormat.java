package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.Event;

import java.util.function.Consumer;

/** A text-only format. */
abstract sealed class TextFormat implements NativeFormat permits ChoicesText, Llama {

    abstract Json.Obj whole(Json.Obj body, CompletedAnswer said, AnswerContext facts);

    /**
     * Returns a chunk with a piece of text.
     *
     * @param index counts the pieces from zero
     */
    abstract Json.Obj piece(String text, int index);

    /** Returns the last chunk, which has no text. */
    abstract Json.Obj end(Json.Obj body, CompletedAnswer said, AnswerContext facts);

    @Override
    public final Json.Obj answer(Json.Obj body, Json.Obj converse, AnswerContext facts) {
        return whole(body, CompletedAnswer.of(converse), facts);
    }

    @Override
    public final Consumer<Event> stream(Json.Obj body, AnswerContext facts, ChunkSink out) {
        return new Consumer<>() {
            private final StringBuilder text = new StringBuilder();
            private String stopReason = "";
            private int pieces;

            @Override
            public void accept(Event event) {
                switch (event.type()) {
                    case "contentBlockDelta" -> {
                        String piece = event.payload().object("delta").string("text");
                        if (piece != null) {
                            text.append(piece);
                            out.next(piece(piece, pieces++));
                        }
                    }
                    case "messageStop" ->
                            stopReason = String.valueOf(event.payload().string("stopReason"));
                    case "metadata" ->
                            out.last(
                                    end(
                                            body,
                                            CompletedAnswer.of(
                                                    text.toString(),
                                                    stopReason,
                                                    event.payload().object("usage")),
                                            facts));
                    default -> {
                        // Starts and stops of blocks have no meaning in a single text.
                    }
                }
            }
        };
    }
}
