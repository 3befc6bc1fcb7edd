package dev.outcrop.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * The three streams, and which of them are a terminal.
 *
 * @param in piped or typed input
 * @param out for the answer only
 * @param err for everything else
 */
public record Stdio(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal) {
    /** Set by the launcher to the numbers of the descriptors that are terminals. */
    private static final String TERMINALS = "outcrop.terminals";

    /** Returns streams that are not a terminal. */
    public static Stdio of(InputStream in, PrintStream out, PrintStream err) {
        return new Stdio(in, out, err, false, false, false);
    }

    /**
     * The process's own. The JDK can tell whether there is a console, but not which of the streams
     * it is; a shell can, for nothing.
     */
    @SuppressWarnings("SystemConsoleNull")
    public // never null in JDK 22 to 24: then the careful answer
    static Stdio ofProcess() {
        String terminals = System.getProperty(TERMINALS);
        if (terminals == null) {
            terminals = System.console() == null ? "" : "012";
        }
        return new Stdio(
                ClosedStreams.isClosed(0) ? InputStream.nullInputStream() : System.in,
                StandardStream.out(new FileOutputStream(FileDescriptor.out), System.out.charset()),
                StandardStream.err(new FileOutputStream(FileDescriptor.err), System.err.charset()),
                terminals.contains("0"),
                terminals.contains("1"),
                terminals.contains("2"));
    }
}
