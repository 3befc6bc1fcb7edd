package dev.outcrop.tool;

/** Decides whether a tool may run: a person at a terminal or a web page, or a rule. */
@FunctionalInterface
public interface Approver {
    /**
     * Decides about one request. Requests of one turn are decided one after the other, and no tool
     * of that turn runs before all are decided. Called on a separate thread, which is interrupted
     * when the question is cancelled; it may block as long as necessary.
     *
     * <p>If it throws, the question fails, and no tool of the turn runs.
     *
     * @return never null
     * @throws InterruptedException if it was interrupted
     */
    Approval decide(ToolRequest request) throws InterruptedException;
}
