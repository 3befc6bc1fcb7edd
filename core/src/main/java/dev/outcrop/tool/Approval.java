package dev.outcrop.tool;

import org.jspecify.annotations.Nullable;

/**
 * The decision of an {@link Approver}.
 *
 * @param allowed whether the tool may run
 * @param always whether the chat allows further calls of this tool without asking
 * @param reason why not, for the model; null if allowed
 */
public record Approval(boolean allowed, boolean always, @Nullable String reason) {
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
