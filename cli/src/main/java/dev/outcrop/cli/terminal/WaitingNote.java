package dev.outcrop.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A line on a terminal's stderr that says what the command waits for, if it takes more than a
 * second. It is erased when the wait ends.
 */
public final class WaitingNote implements AutoCloseable {
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final CountDownLatch over = new CountDownLatch(1);
    private final PrintStream err;
    private final String what;
    private final Thread thread;

    private WaitingNote(PrintStream err, String what) {
        this.err = err;
        this.what = what;
        this.thread = Thread.ofVirtual().unstarted(this::show);
    }

    /** Begins to wait. Nothing is printed unless stderr is a terminal that can erase a line. */
    public static WaitingNote begin(ProcessContext stage, String what) {
        Stdio stdio = stage.stdio();
        var note = new WaitingNote(stdio.err(), TerminalText.harmless(what));
        if (stdio.errIsTerminal() && !"dumb".equals(stage.env().get("TERM"))) {
            note.thread.start();
        }
        return note;
    }

    private void show() {
        try {
            long seconds = 1;
            while (!over.await(QUIET.toMillis(), TimeUnit.MILLISECONDS)) {
                err.print("\r" + what + " ... " + seconds + " s\033[K");
                err.flush();
                seconds++;
            }
            if (seconds > 1) {
                err.print("\r\033[K");
                err.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the wait, and erases the line. Can be called again. */
    @Override
    public void close() {
        over.countDown();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
