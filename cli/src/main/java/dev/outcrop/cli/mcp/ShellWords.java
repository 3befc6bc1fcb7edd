package dev.outcrop.cli.mcp;

import dev.outcrop.cli.terminal.UsageException;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Splits a command into words as a shell does: blanks separate words, quotes and backslashes keep
 * characters. Nothing is expanded, and no shell runs.
 */
final class ShellWords {
    private static final Set<String> OPERATORS =
            Set.of("|", "||", "&", "&&", ";", "<", ">", ">>", "2>", "2>&1");

    private final String text;
    private final boolean escapes;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private boolean quoted;
    private int at;

    private ShellWords(String text, boolean escapes) {
        this.text = text;
        this.escapes = escapes;
    }

    /**
     * Returns the words of a command.
     *
     * @throws UsageException if a quote is not closed, there is no word, or a shell is needed
     */
    static List<String> of(String text) {
        return of(text, File.separatorChar);
    }

    /** With the separator of paths: where it is a backslash, a backslash escapes nothing. */
    static List<String> of(String text, char separator) {
        return new ShellWords(text, separator != '\\').split();
    }

    private List<String> split() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (Character.isWhitespace(c)) {
                end();
            } else if (c == '\'' || c == '"') {
                quoted(c);
            } else if (c == '\\' && escapes) {
                escaped();
            } else {
                add(c);
            }
        }
        end();
        if (words.isEmpty()) {
            throw new UsageException("The command of the MCP server is empty.", "--mcp 'npx -y …'");
        }
        return List.copyOf(words);
    }

    private void quoted(char quote) {
        inWord = true;
        quoted = true;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                return;
            }
            boolean special = at < text.length() && "\"\\$`".indexOf(text.charAt(at)) >= 0;
            add(c == '\\' && quote == '"' && escapes && special ? text.charAt(at++) : c);
        }
        throw new UsageException(
                "A quote is not closed in the command of the MCP server: " + text + ".",
                "close it with " + quote);
    }

    /** A backslash at the end of a line continues it. */
    private void escaped() {
        if (at == text.length()) {
            add('\\');
            return;
        }
        char c = text.charAt(at++);
        if (c != '\n') {
            quoted = true;
            add(c);
        }
    }

    private void add(char c) {
        inWord = true;
        word.append(c);
    }

    private void end() {
        if (!inWord) {
            return;
        }
        String whole = word.toString();
        if (!quoted && OPERATORS.contains(whole)) {
            throw new UsageException(
                    "The command of the MCP server contains "
                            + whole
                            + ", but no shell runs it: "
                            + text
                            + ".",
                    "start a shell with it:  sh -c '…'");
        }
        words.add(whole);
        word.setLength(0);
        inWord = false;
        quoted = false;
    }
}
