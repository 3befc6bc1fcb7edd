package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A line on a terminal's stderr that says what the command waits for, if it takes more than a
 * second. It is erased when the wait ends. Safe for use by several threads.
 */
public final class WaitingNote implements AutoCloseable {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ProcessContext stage;
    private final PrintStream err;
    private final Thread thread;

    // guarded by the lock
    private @Nullable String what;
    private long since;
    private boolean shown;
    private boolean over;

    private WaitingNote(ProcessContext stage, String what) {
        this.stage = stage;
        this.err = stage.stdio().err();
        this.what = what;
        this.since = System.nanoTime();
        this.thread = Thread.ofVirtual().unstarted(this::show);
    }

    /** Begins to wait. Nothing is printed unless stderr is a terminal that can erase a line. */
    public static WaitingNote begin(ProcessContext stage, String what) {
        var note = new WaitingNote(stage, what);
        if (stage.stdio().errIsTerminal() && !"dumb".equals(stage.env().get("TERM"))) {
            note.thread.start();
        }
        return note;
    }

    /**
     * Changes what the command waits for, from now on.
     *
     * @param other null if it does not wait
     */
    public void waitFor(@Nullable String other) {
        lock.lock();
        try {
            erase();
            what = other;
            since = System.nanoTime();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Prints something else; the line is erased before, and shown again after it. */
    public void aside(Runnable printing) {
        lock.lock();
        try {
            erase();
            printing.run();
        } finally {
            lock.unlock();
        }
    }

    private void show() {
        lock.lock();
        try {
            while (!over) {
                if (what == null) {
                    changed.await();
                    continue;
                }
                long waited = System.nanoTime() - since;
                long left = changed.awaitNanos(SECOND - waited % SECOND);
                if (left <= 0 && !over && what != null) {
                    draw(what, (System.nanoTime() - since) / SECOND);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            erase();
            lock.unlock();
        }
    }

    /** On one row of the terminal, because only that can be erased. */
    private void draw(String text, long seconds) {
        if (seconds < 1) {
            return;
        }
        String time = " … " + seconds + " s";
        int room = TerminalWidth.columns(stage) - 1 - time.length();
        err.print("\r" + TextColumns.cut(TerminalText.harmless(text), room) + time + "\033[K");
        err.flush();
        shown = true;
    }

    private void erase() {
        if (shown) {
            err.print("\r\033[K");
            err.flush();
            shown = false;
        }
    }

    /** Ends the wait, and erases the line. Can be called again. */
    @Override
    public void close() {
        lock.lock();
        try {
            over = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
