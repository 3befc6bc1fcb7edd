package dev.outcrop.internal.tool;

import dev.outcrop.internal.ContextCarrier;
import dev.outcrop.internal.observe.ToolWatch;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;

import java.util.List;

/**
 * The question that tools run for.
 *
 * @param turns the conversation up to the calls
 * @param cancellation interrupts the tools
 * @param carrier carries the context of the asking thread to those of the tools
 * @param watch notifies observers
 */
public record ToolQuestion(
        List<Turn> turns, Cancellation cancellation, ContextCarrier carrier, ToolWatch watch) {
    public ToolQuestion {
        turns = List.copyOf(turns);
    }

    /** Returns a question without a conversation, which nothing observes. */
    public static ToolQuestion of(Cancellation cancellation) {
        return new ToolQuestion(List.of(), cancellation, ContextCarrier.NONE, ToolWatch.NONE);
    }
}
