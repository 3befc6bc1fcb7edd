package dev.outcrop.cli.batch;

import dev.outcrop.cli.terminal.ProcessContext;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Writes the progress of a run to stderr: one line on a terminal, which replaces the last one; a
 * line every ten seconds elsewhere.
 */
final class RunProgress implements Runnable {
    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration NEXT_LINE = Duration.ofSeconds(10);

    private final PrintStream err;
    private final boolean terminal;
    private final RunReport report;
    private final long total;
    private final RunClock clock;
    private Duration shown = Duration.ZERO;
    private int length;

    RunProgress(ProcessContext stage, RunReport report, long total, RunClock clock) {
        err = stage.stdio().err();
        terminal = stage.stdio().errIsTerminal();
        this.report = report;
        this.total = total;
        this.clock = clock;
    }

    @Override
    public synchronized void run() {
        Duration now = clock.elapsed();
        if (now.minus(shown).compareTo(terminal ? REDRAW : NEXT_LINE) >= 0) {
            shown = now;
            print(report.progress(total, now).toString());
        }
    }

    private void print(String line) {
        if (terminal) {
            err.print("\r" + line + " ".repeat(Math.max(0, length - line.length())));
            length = line.length();
        } else {
            err.println(line);
        }
        err.flush();
    }

    /** Leaves the line. */
    synchronized void end() {
        if (terminal && length > 0) {
            err.println();
        }
    }
}
