package dev.outcrop.cli.command;

import dev.outcrop.cli.terminal.Similar;
import dev.outcrop.cli.terminal.UsageException;

import java.util.List;

/** The words after a command such as {@code log}: an action and its arguments. */
final class Actions {
    private final String command;
    private final List<String> words;

    Actions(String command, List<String> words) {
        this.command = command;
        this.words = words;
    }

    /** Returns the action, or the usual one if there is none. */
    String name(String usual) {
        return words.isEmpty() ? usual : words.getFirst();
    }

    /**
     * Returns an argument.
     *
     * @param label names it in the error
     * @throws UsageException if it is missing
     */
    String argument(int index, String label) {
        if (words.size() <= index + 1) {
            throw new UsageException(
                    "outcrop " + command + " " + words.getFirst() + " needs " + label + ".",
                    "outcrop " + command + " " + words.getFirst() + " " + label);
        }
        return words.get(index + 1);
    }

    /** Returns all arguments as one text. */
    String rest(int from) {
        return words.size() <= from + 1
                ? ""
                : String.join(" ", words.subList(from + 1, words.size()));
    }

    /** Returns the error for an action that does not exist. */
    UsageException unknown(List<String> known) {
        String word = words.getFirst();
        String like = Similar.to(word, known);
        return new UsageException(
                "Unknown action \""
                        + word
                        + "\" of outcrop "
                        + command
                        + "; actions: "
                        + String.join(", ", known)
                        + ".",
                like == null ? "outcrop help " + command : "outcrop " + command + " " + like);
    }
}
