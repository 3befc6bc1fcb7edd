package dev.outcrop.internal.tool;

import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Callable;

/**
 * A tool has run.
 *
 * @param result what the model reads
 * @param thrown what the tool threw, or why what it returned cannot be sent; null if neither
 */
record Ran(Content.ToolResult result, @Nullable Throwable thrown) {
    /** Runs a tool; returns also if that throws. */
    static Ran of(String id, Callable<? extends @Nullable Object> task, int resultLength) {
        try {
            return new Ran(ToolResultBuilder.of(id, FutureResults.value(task), resultLength), null);
        } catch (Throwable e) {
            return new Ran(ToolResultBuilder.error(id, ToolFailure.message(e), resultLength), e);
        }
    }
}
