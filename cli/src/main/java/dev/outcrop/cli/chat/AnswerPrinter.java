package dev.outcrop.cli.chat;

import dev.outcrop.cli.terminal.ReaderGoneException;
import dev.outcrop.cli.terminal.TerminalText;

import java.io.PrintStream;

/**
 * Writes an answer to stdout as it comes, and nothing else. To a terminal it is made harmless;
 * anywhere else it is written as it is.
 */
public final class AnswerPrinter {
    private final PrintStream out;
    private final boolean terminal;
    private final TerminalText filter = new TerminalText();
    private boolean begun;
    private boolean atLineStart;

    public AnswerPrinter(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Writes what came.
     *
     * @throws ReaderGoneException if nobody reads it
     */
    public void print(String text) {
        write(terminal ? filter.next(text) : text);
    }

    /** The answer is whole: one line end is added. */
    public void end() {
        write((terminal ? filter.end() : "") + "\n");
    }

    /** The answer broke off: its line is completed, if one was begun. */
    void breakOff() {
        if (begun && !atLineStart) {
            end();
        }
    }

    private void write(String text) {
        if (text.isEmpty()) {
            return;
        }
        begun = true;
        atLineStart = text.endsWith("\n");
        out.print(text);
        // The JVM ignores SIGPIPE; this flushes, and is the only way to hear of a closed pipe.
        if (out.checkError()) {
            throw new ReaderGoneException();
        }
    }
}
