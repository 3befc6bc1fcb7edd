package dev.outcrop.tool;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Rules that allow, deny or require approval for tools. Immutable.
 *
 * <p>Tools are named by their names, by patterns in which {@code *} stands for any letters: {@code
 * get_*}, or by what is stated about them: {@code Tool::isReadOnly}. If several rules match a tool,
 * the last one applies.
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
    private final List<Matching> rules;
    private final @Nullable Approver approver;

    private ToolPolicy(Rule others, List<Matching> rules, @Nullable Approver approver) {
        this.others = others;
        this.rules = List.copyOf(rules);
        this.approver = approver;
    }

    /** Whether a rule is about a tool, of which perhaps only the name is known. */
    private interface Match {
        boolean test(String name, @Nullable Tool tool);
    }

    private record Matching(Match match, Rule rule) {}

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

    /** Returns this policy with the tools allowed that match, such as {@link Tool#isReadOnly}. */
    public ToolPolicy allow(Predicate<? super Tool> which) {
        return with(Rule.ALLOW, which);
    }

    /** Returns this policy with approval required for the tools that match. */
    public ToolPolicy ask(Predicate<? super Tool> which) {
        return with(Rule.ASK, which);
    }

    /** Returns this policy with the tools denied that match, such as {@link Tool#isDestructive}. */
    public ToolPolicy deny(Predicate<? super Tool> which) {
        return with(Rule.DENY, which);
    }

    private ToolPolicy with(Rule rule, Predicate<? super Tool> which) {
        Objects.requireNonNull(which, "which");
        var all = new ArrayList<>(rules);
        all.add(new Matching((name, tool) -> tool != null && which.test(tool), rule));
        return new ToolPolicy(others, all, approver);
    }

    private ToolPolicy with(Rule rule, String... names) {
        var all = new ArrayList<>(rules);
        for (String name : names) {
            Objects.requireNonNull(name, "the name of a tool is null");
            String[] letters = name.split("\\*", -1);
            for (int i = 0; i < letters.length; i++) {
                letters[i] = Pattern.quote(letters[i]);
            }
            Pattern pattern = Pattern.compile(String.join(".*", letters));
            all.add(new Matching((given, tool) -> pattern.matcher(given).matches(), rule));
        }
        return new ToolPolicy(others, all, approver);
    }

    /**
     * Returns the decision for a tool of which only the name is known.
     *
     * @param needsApproval whether approval is required even if the tool is allowed
     */
    public Decision decide(String name, boolean needsApproval) {
        return decide(name, null, needsApproval);
    }

    /**
     * Returns the decision for a tool.
     *
     * @param needsApproval whether approval is required even if the tool is allowed
     */
    public Decision decide(Tool tool, boolean needsApproval) {
        return decide(tool.name(), tool, needsApproval);
    }

    private Decision decide(String name, @Nullable Tool tool, boolean needsApproval) {
        Rule found = others;
        for (Matching rule : rules) {
            found = rule.match().test(name, tool) ? rule.rule() : found;
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
