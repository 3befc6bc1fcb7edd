package dev.outcrop.local.rules;

/** When {@link RuleEngine} calls tools, unless {@code toolChoice} forces a call. */
public enum ToolCalling {
    /**
     * The first question of a conversation calls the tool that matches it best, or else the first;
     * later questions call a tool only if it matches. Results call tools whose input they contain.
     */
    ALWAYS,

    /** A question calls the tools that it names; results never call a tool. */
    NAMED,

    /** No tool is called. */
    NEVER
}
