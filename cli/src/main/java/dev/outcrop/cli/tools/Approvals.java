package dev.outcrop.cli.tools;

import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.tool.Approver;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolPolicy;
import dev.outcrop.tool.ToolRequest;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Decides which tool calls run: all, none, or those that a person allows. */
public final class Approvals implements Approver {
    private static final int LONGEST = 2_000;
    private static final int LONGEST_ABOUT = 300;

    /** Asks the person at the terminal. */
    @FunctionalInterface
    public interface Asking {
        /** Returns the answer; null if there is none. Blocks. */
        @Nullable String answer(String question) throws InterruptedException;
    }

    private final Asking asking;
    private final PrintStream notes;
    private final Set<String> described = new HashSet<>();

    private Approvals(Asking asking, PrintStream notes) {
        this.asking = asking;
        this.notes = notes;
    }

    /**
     * Returns the policy of the options.
     *
     * @param mode ask, auto or deny; null to ask where somebody can answer
     * @param allowed patterns of names that run without asking
     * @param asking asks about tool calls; null without a terminal
     * @throws UsageException if the mode is none of these
     */
    public static ToolPolicy policy(
            @Nullable String mode,
            List<String> allowed,
            @Nullable Asking asking,
            PrintStream notes) {
        String chosen = mode == null ? (asking == null ? "deny" : "ask") : mode;
        String[] names = allowed.toArray(String[]::new);
        return switch (chosen) {
            case "auto" -> ToolPolicy.ALLOW_ALL;
            case "deny" -> ToolPolicy.DENY_ALL.allow(names);
            case "ask" ->
                    asking == null
                            ? ToolPolicy.DENY_ALL.allow(names)
                            : ToolPolicy.asking(new Approvals(asking, notes)).allow(names);
            default ->
                    throw new UsageException(
                            "Invalid value of --approve: \""
                                    + mode
                                    + "\"; values: ask, auto, deny.",
                            "--approve ask");
        };
    }

    @Override
    public synchronized Approval decide(ToolRequest request) throws InterruptedException {
        String input = request.input().toString();
        String shown = input.length() > LONGEST ? input.substring(0, LONGEST) + "…" : input;
        String question =
                TerminalText.harmless("Run " + request.name() + " with " + shown + "?")
                        + " [y]es, [a]lways, [N]o, or why not: ";
        describe(request);
        while (true) {
            String answer = asking.answer(question);
            String word = answer == null ? "n" : answer.strip().toLowerCase(Locale.ROOT);
            switch (word) {
                case "y", "yes" -> {
                    return Approval.ONCE;
                }
                case "a", "always" -> {
                    return Approval.ALWAYS;
                }
                case "", "n", "no" -> {
                    return Approval.NO;
                }
                case "?" -> notes.println("y runs it once, a runs this tool always, n refuses.");
                default -> {
                    return Approval.no("The user does not allow it: " + answer);
                }
            }
        }
    }

    /** A tool of another program is known to the person only by its description. */
    private void describe(ToolRequest request) {
        Tool tool = request.tool();
        if (tool == null || described.contains(tool.name())) {
            return;
        }
        described.add(tool.name());
        String about = tool.definition().description();
        String text = (about == null ? "" : about).strip().replaceAll("\\s+", " ");
        String shown =
                text.length() > LONGEST_ABOUT ? text.substring(0, LONGEST_ABOUT) + "…" : text;
        notes.println(TerminalText.harmless(tool.name() + ": " + shown));
    }
}
