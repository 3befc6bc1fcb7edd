package dev.outcrop.cli;

import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds the command among the arguments. Options may precede it, and it may be omitted: text with a
 * space in it is a question, no arguments start a conversation. A single word is neither: it is
 * more likely a misspelled command, and a question costs money.
 */
final class CommandWord {
    static final String ASK = "ask";
    private static final String CHAT = "chat";
    private static final Map<String, String> USUAL = Map.of("--think", "medium", "--cache", "auto");

    private CommandWord() {}

    /** Returns the arguments with the command first, if it can be determined. */
    static String[] first(String[] given, CommandLine root, Stdio stdio) {
        if (root.getSubcommands().isEmpty()) {
            return given;
        }
        CommandLine only = given.length == 0 ? null : root.getSubcommands().get(given[0]);
        if (only != null) {
            return withValues(given, only.getCommandSpec().optionsMap());
        }
        String[] args = withValues(given, optionsOfAsk(root));
        int at = firstWord(args, optionsOfAsk(root));
        if (at < args.length) {
            String word = args[at];
            if (root.getSubcommands().containsKey(word)) {
                return moved(args, at);
            }
            return word.isBlank() || word.contains(" ") ? with(ASK, args) : moved(args, at);
        }
        boolean aboutItself =
                Arrays.stream(args).anyMatch(root.getCommandSpec().optionsMap()::containsKey);
        if (aboutItself) {
            return args;
        }
        boolean person = stdio.inIsTerminal() && stdio.outIsTerminal();
        return with(person ? CHAT : ASK, args);
    }

    /** Returns the error for an unknown command. */
    static UsageException unknown(UnmatchedArgumentException e) {
        String word = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().get(0);
        List<String> alike = e.getSuggestions();
        String shown = TerminalText.harmless(word);
        return alike.isEmpty()
                ? new UsageException(
                        "Unknown command \"" + shown + "\". To ask it as a question: outcrop ask.",
                        "outcrop help")
                : new UsageException(
                        "Unknown command \"" + shown + "\". Did you mean " + alike.get(0) + "?",
                        "outcrop " + alike.get(0));
    }

    private static Map<String, OptionSpec> optionsOfAsk(CommandLine root) {
        return Objects.requireNonNull(root.getSubcommands().get(ASK)).getCommandSpec().optionsMap();
    }

    /** Completes options whose value may be left out; it is never the word that follows. */
    private static String[] withValues(String[] args, Map<String, OptionSpec> options) {
        String[] whole = args.clone();
        int i = 0;
        while (i < args.length && !args[i].equals("--")) {
            String value = USUAL.get(args[i]);
            OptionSpec option = options.get(args[i]);
            if (value != null) {
                whole[i] = args[i] + "=" + value;
            }
            boolean valueFollows = value == null && option != null && option.arity().min() > 0;
            i += valueFollows ? 2 : 1;
        }
        return whole;
    }

    private static int firstWord(String[] args, Map<String, OptionSpec> options) {
        int i = 0;
        while (i < args.length && args[i].startsWith("-") && args[i].length() > 1) {
            OptionSpec option = options.get(args[i]);
            boolean valueFollows = option != null && option.arity().min() > 0;
            i += valueFollows ? 2 : 1;
        }
        return Math.min(i, args.length);
    }

    private static String[] moved(String[] args, int at) {
        var ordered = new ArrayList<>(List.of(args));
        ordered.add(0, ordered.remove(at));
        return ordered.toArray(String[]::new);
    }

    private static String[] with(String command, String[] args) {
        var longer = new ArrayList<>(List.of(args));
        longer.add(0, command);
        return longer.toArray(String[]::new);
    }
}
