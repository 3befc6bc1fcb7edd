package dev.outcrop.cli.output;

import dev.outcrop.cli.terminal.ReaderGoneException;
import dev.outcrop.cli.terminal.TerminalText;

import java.io.PrintStream;

/**
 * Writes an answer to stdout as it arrives, and nothing else. Text for a terminal is sanitized;
 * other output is unchanged.
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
     * Writes a piece of the answer.
     *
     * @throws ReaderGoneException if the output pipe was closed
     */
    public void print(String text) {
        write(terminal ? filter.next(text) : text);
    }

    /** Completes the answer with a line end. */
    public void end() {
        write((terminal ? filter.end() : "") + "\n");
    }

    /**
     * Completes the line of an answer that broke off.
     *
     * @param ending whether a signal ends the process; then only a terminal needs it
     */
    public void breakOff(boolean ending) {
        if (begun && !atLineStart && (terminal || !ending)) {
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
        // The JVM ignores SIGPIPE; this flushes, and is the only way to detect a closed pipe.
        if (out.checkError()) {
            throw new ReaderGoneException();
        }
    }
}
