package dev.outcrop.tool;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Rules that allow, deny or require approval for tools. Immutable.
 *
 * <p>Tools are named by their names, or by patterns in which {@code *} stands for any letters:
 * {@code get_*}. If several rules match a tool, the last one applies.
 */
public final class ToolPolicy {
    private enum Rule {
        ALLOW,
        ASK,
        DENY
    }

    /** The decision of a policy about a tool. */
    public enum Decision {
        ALLOW,
        ASK,
        /** As {@link #ASK}, but there is no approver. */
        NOBODY_TO_ASK,
        DENY
    }

    /** Every tool may run. */
    public static final ToolPolicy ALLOW_ALL = new ToolPolicy(Rule.ALLOW, List.of(), null);

    /** No tool may run. */
    public static final ToolPolicy DENY_ALL = new ToolPolicy(Rule.DENY, List.of(), null);

    private final Rule others;
    private final List<Named> rules;
    private final @Nullable Approver approver;

    private ToolPolicy(Rule others, List<Named> rules, @Nullable Approver approver) {
        this.others = others;
        this.rules = List.copyOf(rules);
        this.approver = approver;
    }

    private record Named(Pattern names, Rule rule) {}

    /** Returns a policy that asks the approver for each tool that no rule names. */
    public static ToolPolicy asking(Approver approver) {
        return new ToolPolicy(Rule.ASK, List.of(), Objects.requireNonNull(approver));
    }

    /** Returns this policy with an approver, asked if a rule or a hook requires approval. */
    public ToolPolicy with(Approver approver) {
        return new ToolPolicy(others, rules, Objects.requireNonNull(approver));
    }

    /** Returns this policy with these tools allowed. */
    public ToolPolicy allow(String... names) {
        return with(Rule.ALLOW, names);
    }

    /** Returns this policy with approval required for these tools. */
    public ToolPolicy ask(String... names) {
        return with(Rule.ASK, names);
    }

    /** Returns this policy with these tools denied. */
    public ToolPolicy deny(String... names) {
        return with(Rule.DENY, names);
    }

    private ToolPolicy with(Rule rule, String... names) {
        var all = new ArrayList<>(rules);
        for (String name : names) {
            Objects.requireNonNull(name, "the name of a tool is null");
            String[] letters = name.split("\\*", -1);
            for (int i = 0; i < letters.length; i++) {
                letters[i] = Pattern.quote(letters[i]);
            }
            all.add(new Named(Pattern.compile(String.join(".*", letters)), rule));
        }
        return new ToolPolicy(others, all, approver);
    }

    /**
     * Returns the decision for a tool.
     *
     * @param needsApproval whether approval is required even if the tool is allowed
     */
    public Decision decide(String name, boolean needsApproval) {
        Rule found = others;
        for (Named named : rules) {
            found = named.names().matcher(name).matches() ? named.rule() : found;
        }
        if (found == Rule.DENY) {
            return Decision.DENY;
        }
        if (found == Rule.ALLOW && !needsApproval) {
            return Decision.ALLOW;
        }
        return approver == null ? Decision.NOBODY_TO_ASK : Decision.ASK;
    }

    /** Returns the approver; null if there is none. */
    public @Nullable Approver approver() {
        return approver;
    }
}
