package dev.outcrop.tool;

import org.jspecify.annotations.Nullable;

/**
 * What an {@link Approver} says.
 *
 * @param allowed whether the tool may be run
 * @param always whether the chat need not ask for this tool again
 * @param reason why not, for the model; null if allowed
 */
public record Approval(boolean allowed, boolean always, @Nullable String reason) {
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
