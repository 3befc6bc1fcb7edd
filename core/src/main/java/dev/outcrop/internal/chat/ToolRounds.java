package dev.outcrop.internal.chat;

import dev.outcrop.catalog.Cost;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.LimitReachedException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.internal.observe.QuestionWatch;
import dev.outcrop.internal.tool.ToolExecution;
import dev.outcrop.message.Content;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.Turn;
import dev.outcrop.tool.ToolLimits;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/** The rounds of tools of one question: which calls run, and the limits. For one thread. */
final class ToolRounds {
    private final Question asking;
    private final QuestionWatch watch;
    private int rounds;
    private int calls;

    ToolRounds(Question asking, QuestionWatch watch) {
        this.asking = asking;
        this.watch = watch;
    }

    /**
     * Whether the tools of a turn run: only if the model stopped to wait for them, because in an
     * answer that was cut off, an input may be incomplete. Calls of tools that are only defined are
     * left to the caller.
     *
     * @throws ProtocolException if they cannot be told apart
     */
    boolean isToBeRun(Turn turn, Toolbox tools) {
        List<Content.ToolUse> uses = turn.toolUses();
        boolean run =
                StopReason.TOOL_USE.equals(turn.stopReason())
                        && !uses.isEmpty()
                        && !tools.names().isEmpty()
                        && uses.stream().noneMatch(use -> tools.isOnlyToldOf(use.name()));
        if (run) {
            requireDifferentIds(turn, uses);
        }
        return run;
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

    /**
     * Returns the limit that the calls of a turn would exceed; null if none.
     *
     * @param said all turns of the answer so far
     */
    @Nullable String limit(Turn turn, List<Turn> said) {
        ToolLimits limits = asking.limits();
        if (rounds >= limits.rounds()) {
            return "the limit of " + limits.rounds() + " tool rounds was reached";
        }
        if (calls + turn.toolUses().size() > limits.calls()) {
            return "the limit of " + limits.calls() + " tool calls was reached";
        }
        if (limits.cost() != null) {
            Cost cost = Cost.NONE;
            for (Turn each : said) {
                cost = each.metadata() == null ? cost : cost.plus(asking.model().cost(each));
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

    /** Returns the error of a limit; the calls that it prevents have results already. */
    LimitReachedException exceeded(String limit, Turn turn, List<Turn> said) {
        return new LimitReachedException(
                limit + ", but the model called more tools",
                ErrorDetails.NONE
                        .withModelId(
                                Objects.requireNonNullElse(turn.modelId(), asking.model().id()))
                        .withRemedy("Raise the limit in ToolLimits, or ask for less."),
                null,
                said);
    }

    /**
     * Begins the round of a turn.
     *
     * @param said the conversation, including the turn
     */
    ToolExecution begin(Turn turn, ModelCaller model, List<Turn> said) {
        List<Content.ToolUse> uses = turn.toolUses();
        rounds++;
        calls += uses.size();
        boolean none = model.toolChoice() instanceof ToolChoice.None;
        return asking.run(uses, none ? Toolbox.EMPTY : model.toolbox(), said, watch);
    }
}
