package dev.outcrop.internal.tool;

import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Callable;

/**
 * The end of a tool run.
 *
 * @param result the result for the model
 * @param thrown what the tool threw, or why its result cannot be sent; null if neither
 */
record Ran(Content.ToolResult result, @Nullable Throwable thrown) {
    /** Runs a tool; returns even if it throws. */
    static Ran of(String id, Callable<? extends @Nullable Object> task, int resultLength) {
        try {
            return new Ran(ToolResultBuilder.of(id, FutureResults.value(task), resultLength), null);
        } catch (Throwable e) {
            return new Ran(ToolResultBuilder.error(id, ToolFailure.message(e), resultLength), e);
        }
    }
}
