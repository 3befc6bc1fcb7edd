package dev.outcrop.internal.chat;

import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.model.Answer;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.internal.tool.ToolExecution;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** One model call without history and without tools. */
public final class SingleTurn implements AnswerLoop {
    private final ModelCaller model;
    private final ConverseRequest request;
    private @Nullable Answer answer;

    public SingleTurn(ModelCaller model, ConverseRequest request) {
        this.model = model;
        this.request = request;
    }

    @Override
    public @Nullable ToolExecution pending() {
        return null;
    }

    @Override
    public AnswerEvents open() {
        return model.source(request);
    }

    @Override
    public CallExecutor.Answer<Turn> call() {
        return model.answer(request);
    }

    @Override
    public @Nullable ToolExecution answered(CallExecutor.Answer<Turn> call) {
        model.reportEnd(call.value());
        answer = new Answer.Calls().add(call).answer(List.of(call.value()), model.reading());
        return null;
    }

    @Override
    public void ran(ToolExecution run) {
        throw new IllegalStateException("a single turn runs no tools");
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
    public void brokeOff(@Nullable Turn partial, Throwable why) {
        // the reader has the exception
    }
}
