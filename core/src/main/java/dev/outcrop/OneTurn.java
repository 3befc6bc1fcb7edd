package dev.outcrop;

import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;
import dev.outcrop.protocol.AnswerSource;
import dev.outcrop.protocol.Calls;
import dev.outcrop.tool.run.ToolRun;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** A model is asked once, and whoever asks has the answer: nobody remembers it, no tool is run. */
final class OneTurn implements Course {
    private final Line model;
    private final ConverseRequest request;
    private @Nullable Answer answer;

    OneTurn(Line model, ConverseRequest request) {
        this.model = model;
        this.request = request;
    }

    @Override
    public @Nullable ToolRun pending() {
        return null;
    }

    @Override
    public AnswerSource open() {
        return model.source(request);
    }

    @Override
    public Calls.Answer<Turn> call() {
        return model.answer(request);
    }

    @Override
    public @Nullable ToolRun answered(Turn turn, int attempts) {
        answer = new Answer(List.of(turn), attempts, model.reading());
        return null;
    }

    @Override
    public void ran(ToolRun run) {
        throw new IllegalStateException("no tool is run");
    }

    @Override
    public Answer answer() {
        return Objects.requireNonNull(answer);
    }

    @Override
    public void done() {
        Objects.requireNonNull(answer);
    }

    @Override
    public void brokeOff(@Nullable Turn partial) {
        // the reader has the exception
    }
}
