package dev.outcrop.tool;

import org.jspecify.annotations.Nullable;

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

    /**
     * The decision of an {@link Approver}.
     *
     * @param allowed whether the tool may run
     * @param always whether the chat allows further calls of this tool without asking
     * @param reason why not, for the model; null if allowed
     */
    record Approval(boolean allowed, boolean always, @Nullable String reason) {
        /** Run the tool. */
        public static final Approval ONCE = new Approval(true, false, null);

        /** Run the tool, and do not ask for it again in this chat. */
        public static final Approval ALWAYS = new Approval(true, true, null);

        /** Do not run the tool. */
        public static final Approval NO = no(ToolRequest.DISALLOWED);

        /** Do not run the tool, and tell the model why. */
        public static Approval no(String reason) {
            return new Approval(false, false, reason);
        }
    }
}
