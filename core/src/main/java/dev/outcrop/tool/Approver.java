package dev.outcrop.tool;

import org.jspecify.annotations.Nullable;

/** Decides whether a tool may be run: a person at a terminal or a page, or a rule. */
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
     * What an {@link Approver} says.
     *
     * @param allowed whether the tool may be run
     * @param always whether the chat need not ask for this tool again
     * @param reason why not, for the model; null if allowed
     */
    record Approval(boolean allowed, boolean always, @Nullable String reason) {
        /** Run it. */
        public static final Approval ONCE = new Approval(true, false, null);

        /** Run it, and in this chat do not ask for this tool again. */
        public static final Approval ALWAYS = new Approval(true, true, null);

        /** Do not run it. */
        public static final Approval NO = no(ToolRequest.DISALLOWED);

        /** Do not run it, and tell the model why. */
        public static Approval no(String reason) {
            return new Approval(false, false, reason);
        }
    }
}
