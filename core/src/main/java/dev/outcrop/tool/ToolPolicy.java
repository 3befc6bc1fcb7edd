package dev.outcrop.tool;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Which tools may be run, which not, and for which somebody is asked. Immutable.
 *
 * <p>Tools are named by their names, or by patterns in which {@code *} stands for any letters:
 * {@code get_*}. Of several rules that fit a tool, the last one counts.
 */
public final class ToolPolicy {
    private enum Rule {
        ALLOW,
        ASK,
        DENY
    }

    /** What a policy says about a tool. */
    public enum Decision {
        ALLOW,
        ASK,
        /** As {@link #ASK}, but there is nobody to ask. */
        NOBODY_TO_ASK,
        DENY
    }

    /** Every tool may be run. */
    public static final ToolPolicy ALLOW_ALL = new ToolPolicy(Rule.ALLOW, List.of(), null);

    /** No tool may be run. */
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

    /** Somebody is asked for each tool that no rule names. */
    public static ToolPolicy asking(Approver approver) {
        return new ToolPolicy(Rule.ASK, List.of(), Objects.requireNonNull(approver));
    }

    /** This policy, with somebody to ask where it, or a hook, wants that. */
    public ToolPolicy with(Approver approver) {
        return new ToolPolicy(others, rules, Objects.requireNonNull(approver));
    }

    /** This policy, and these tools may be run. */
    public ToolPolicy allow(String... names) {
        return with(Rule.ALLOW, names);
    }

    /** This policy, and for these tools somebody is asked. */
    public ToolPolicy ask(String... names) {
        return with(Rule.ASK, names);
    }

    /** This policy, and these tools may not be run. */
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
     * What is to be done.
     *
     * @param needsApproval whether somebody is to be asked even if the tool is allowed
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

    /** Who is asked; null if nobody. */
    public @Nullable Approver approver() {
        return approver;
    }
}
