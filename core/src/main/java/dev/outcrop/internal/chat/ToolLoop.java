package dev.outcrop.internal.chat;

import dev.outcrop.error.CancelledException;
import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.family.ToolChoiceRules;
import dev.outcrop.internal.history.PartialTurn;
import dev.outcrop.internal.model.Answer;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.internal.observe.QuestionWatch;
import dev.outcrop.internal.tool.ToolExecution;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The tool loop: calls the model, runs the tools it asks for, calls again. A turn that asks for
 * tools is kept as soon as it is complete, each of its calls with a result, so that no tool run is
 * lost. For one thread.
 */
final class ToolLoop implements AnswerLoop {
    private final Question asking;
    private final History.Draft draft;
    private final List<Turn> turns = new ArrayList<>();
    private final QuestionWatch watch;
    private final ToolRounds rounds;
    private final Answer.Calls calls = new Answer.Calls();
    private ModelCaller model;

    ToolLoop(Question asking, History.Draft draft, QuestionWatch watch) {
        this.asking = asking;
        this.draft = draft;
        this.watch = watch;
        this.model = asking.model();
        this.rounds = new ToolRounds(asking, watch);
    }

    @Override
    public @Nullable ToolExecution pending() {
        List<Turn> said = draft.turns();
        ToolExecution run = said.isEmpty() ? null : run(said.get(said.size() - 1));
        if (run != null) {
            draft.begin(() -> cut(run));
        }
        return run;
    }

    private ConverseRequest request() {
        return model.request(asking.system(), draft.messages());
    }

    @Override
    public AnswerEvents open() {
        return model.with(watch.nextRound()).source(request());
    }

    @Override
    public CallExecutor.Answer<Turn> call() {
        return model.with(watch.nextRound()).answer(request());
    }

    @Override
    public void arriving(Supplier<@Nullable Turn> soFar) {
        draft.begin(() -> cut(soFar.get()));
    }

    /** What is kept of tools whose question is cancelled now. */
    private static History.Cut cut(ToolExecution run) {
        return new History.Cut(List.of(Turn.of(run.close())), false);
    }

    /** What is kept of a turn of the model whose question is cancelled now. */
    private static History.Cut cut(@Nullable Turn said) {
        Turn.Metadata how = said == null ? null : said.metadata();
        if (said == null || how == null) {
            return History.Cut.NOTHING;
        }
        if (how.partial() == null && said.toolUses().isEmpty()) {
            return new History.Cut(
                    StopReasonRules.isToBeKept(said) ? List.of(said) : List.of(), true);
        }
        String why = Objects.requireNonNullElse(how.partial(), "its tools were not run");
        var marked =
                new Turn.Metadata(how.stopReason(), how.usage(), how.more(), why, how.modelId());
        Turn sendable = PartialTurn.sendable(new Turn(said.message(), marked));
        return sendable == null ? History.Cut.NOTHING : new History.Cut(List.of(sendable), false);
    }

    @Override
    public @Nullable ToolExecution answered(CallExecutor.Answer<Turn> call) {
        Turn turn = call.value();
        calls.add(call);
        if (BlockedResults.areIn(turn)) {
            draft.replaceResults();
            if (!turns.isEmpty()) {
                turns.set(turns.size() - 1, BlockedResults.replaced(turns.getLast()));
            }
        }
        turns.add(turn);
        watch.answered(turn);
        model.reportEnd(turn);
        ToolExecution run = run(turn);
        if (run == null) {
            draft.end(turn);
        } else {
            keep(turn, run);
        }
        return run;
    }

    private void keep(Turn turn, ToolExecution run) {
        try {
            draft.keep(turn, () -> cut(run));
        } catch (CancelledException e) {
            run.close();
            throw e;
        }
    }

    @Override
    public void ran(ToolExecution run) {
        results(run.end());
    }

    private void results(Message results) {
        Turn turn = Turn.of(results);
        turns.add(turn);
        draft.keep(turn);
    }

    @Override
    public Answer answer() {
        return calls.answer(turns, asking.model().reading());
    }

    @Override
    public void brokeOff(@Nullable Turn partial, Throwable why) {
        draft.brokeOff(partial);
        draft.close();
        watch.failed(why);
    }

    @Override
    public void done() {
        draft.close();
        watch.done();
    }

    private @Nullable ToolExecution run(Turn turn) {
        if (!rounds.isToBeRun(turn, model.toolbox())) {
            return null;
        }
        String limit = rounds.limit(turn, turns);
        if (limit != null) {
            if (!turns.isEmpty()) {
                draft.keep(turn);
            }
            results(asking.notRun(turn.toolUses(), limit));
            throw rounds.exceeded(limit, turn, turns);
        }
        List<Turn> said = draft.turns();
        if (!turns.isEmpty()) {
            said.add(turn); // otherwise it is in the history
        }
        ToolExecution run = rounds.begin(turn, model, said);
        model = model.with(ToolChoiceRules.afterRound(model.toolChoice()));
        return run;
    }
}
