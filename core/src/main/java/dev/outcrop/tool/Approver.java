package dev.outcrop.tool;

/** Decides whether a tool may be run: a person at a terminal or a page, or a rule. */
@FunctionalInterface
public interface Approver {
    /**
     * Decides about one request. Requests of one turn are put one after the other, and no tool of
     * that turn runs before all are decided. Called on a thread of its own, which is interrupted
     * when the question is cancelled; it may take as long as a person does.
     *
     * <p>What it throws ends the question; no tool of the turn runs then.
     *
     * @return never null
     * @throws InterruptedException if it was interrupted
     */
    Approval decide(ToolRequest request) throws InterruptedException;
}
