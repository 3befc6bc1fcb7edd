package dev.outcrop.internal.chat;

import dev.outcrop.catalog.Cost;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.LimitReachedException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.family.ToolChoiceRules;
import dev.outcrop.internal.history.PartialTurn;
import dev.outcrop.internal.model.Answer;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.internal.tool.ToolExecution;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.Turn;
import dev.outcrop.tool.ToolLimits;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
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
    private ModelCaller model;
    private int attempts;
    private int rounds;
    private int calls;

    ToolLoop(Question asking, History.Draft draft) {
        this.asking = asking;
        this.draft = draft;
        this.model = asking.model();
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
        return model.source(request());
    }

    @Override
    public CallExecutor.Answer<Turn> call() {
        return model.answer(request());
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
    public @Nullable ToolExecution answered(Turn turn, int attempts) {
        this.attempts += attempts;
        turns.add(turn);
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
        results(run.close());
    }

    private void results(Message results) {
        Turn turn = Turn.of(results);
        turns.add(turn);
        draft.keep(turn);
    }

    @Override
    public Answer answer() {
        return new Answer(turns, attempts, asking.model().reading());
    }

    @Override
    public void brokeOff(@Nullable Turn partial) {
        draft.brokeOff(partial);
        draft.close();
    }

    @Override
    public void done() {
        draft.close();
    }

    private @Nullable ToolExecution run(Turn turn) {
        List<Content.ToolUse> uses = turn.toolUses();
        Toolbox tools = model.toolbox();
        if (!isToBeRun(turn, uses, tools)) {
            return null;
        }
        requireDifferentIds(turn, uses);
        String limit = limit(uses.size());
        if (limit != null) {
            throw limited(turn, uses, limit);
        }
        rounds++;
        calls += uses.size();
        boolean none = model.toolChoice() instanceof ToolChoice.None;
        model = model.with(ToolChoiceRules.afterRound(model.toolChoice()));
        return asking.run(uses, none ? Toolbox.EMPTY : tools);
    }

    /**
     * Tools run only if the model stopped to wait for them: if it was cut off, an input may be
     * incomplete. Calls of tools that are only defined are left to the caller.
     */
    private static boolean isToBeRun(Turn turn, List<Content.ToolUse> uses, Toolbox tools) {
        return StopReason.TOOL_USE.equals(turn.stopReason())
                && !uses.isEmpty()
                && !tools.names().isEmpty()
                && uses.stream().noneMatch(use -> tools.isOnlyToldOf(use.name()));
    }

    /** Two calls with one id may be the same call sent twice, so neither runs. */
    private static void requireDifferentIds(Turn turn, List<Content.ToolUse> uses) {
        var ids = new HashSet<String>();
        for (Content.ToolUse use : uses) {
            if (!ids.add(use.toolUseId())) {
                throw new ProtocolException(
                        "the model called two tools with the same id; no tool was run",
                        ErrorDetails.NONE.withPartial(turn).withRemedy("Ask again."));
            }
        }
    }

    /** The limit that would be exceeded; null if none. */
    private @Nullable String limit(int more) {
        ToolLimits limits = asking.limits();
        if (rounds >= limits.rounds()) {
            return "the limit of " + limits.rounds() + " tool rounds was reached";
        }
        if (calls + more > limits.calls()) {
            return "the limit of " + limits.calls() + " tool calls was reached";
        }
        if (limits.cost() != null) {
            Cost cost = Cost.NONE;
            for (Turn turn : turns) {
                cost = turn.metadata() == null ? cost : cost.plus(asking.model().cost(turn));
            }
            if (!cost.isKnown()) {
                return "a cost limit is set, but the cost of the answer is unknown";
            }
            if (cost.usd().compareTo(limits.cost()) >= 0) {
                return "the limit of " + limits.cost().toPlainString() + " USD was reached";
            }
        }
        return null;
    }

    private LimitReachedException limited(Turn turn, List<Content.ToolUse> uses, String limit) {
        if (!turns.isEmpty()) {
            draft.keep(turn);
        }
        results(asking.notRun(uses, limit));
        return new LimitReachedException(
                limit + ", but the model called more tools",
                ErrorDetails.NONE
                        .withModelId(Objects.requireNonNullElse(turn.modelId(), model.id()))
                        .withRemedy("Raise the limit in ToolLimits, or ask for less."),
                null,
                turns);
    }
}
