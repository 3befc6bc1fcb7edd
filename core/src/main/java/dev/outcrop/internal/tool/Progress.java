package dev.outcrop.internal.tool;

import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The started calls of a turn, and their results. After it was stopped, none starts. Safe for any
 * number of threads.
 */
final class Progress {
    private static final String NOT_RUN = "The tool was not run: the question was cancelled first.";
    private static final String MAY_HAVE_RUN =
            "The tool may have run: it was started, but the question was"
                    + " cancelled before it returned. Do not assume that nothing was done.";

    private final List<Content.ToolUse> calls;
    private final int resultLength;
    private final BooleanSupplier stopRequested;
    private final ReentrantLock lock = new ReentrantLock();
    private final boolean[] started; // guarded by lock, as are those that follow
    private final Content.@Nullable ToolResult[] results;
    private boolean stopped;
    private @Nullable Message closed;

    /**
     * @param stopRequested whether the question must end; it never changes back to false
     */
    Progress(List<Content.ToolUse> calls, int resultLength, BooleanSupplier stopRequested) {
        this.calls = calls;
        this.resultLength = resultLength;
        this.stopRequested = stopRequested;
        this.started = new boolean[calls.size()];
        this.results = new Content.@Nullable ToolResult[calls.size()];
    }

    /** Whether the question was stopped. */
    boolean isStopped() {
        lock.lock();
        try {
            stopped |= stopRequested.getAsBoolean();
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    /** Starts a call, if it may start. */
    boolean start(int i) {
        lock.lock();
        try {
            started[i] = !isStopped() && results[i] == null;
            return started[i];
        } finally {
            lock.unlock();
        }
    }

    /** Stores the result of a call, unless it has one, or the results were returned. */
    boolean end(int i, Content.ToolResult result) {
        lock.lock();
        try {
            if (closed != null || results[i] != null) {
                return false;
            }
            results[i] = result;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Stops, and returns a result for each call, in the order of the calls; the same each time. */
    Message close() {
        lock.lock();
        try {
            stopped = true;
            if (closed == null) {
                var content = new ArrayList<Content>(calls.size());
                for (int i = 0; i < calls.size(); i++) {
                    Content.ToolResult result = results[i];
                    content.add(result == null ? without(i) : result);
                }
                closed = new Message(Role.USER, content);
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private Content.ToolResult without(int i) {
        return ToolResultBuilder.error(
                calls.get(i).toolUseId(), started[i] ? MAY_HAVE_RUN : NOT_RUN, resultLength);
    }
}
