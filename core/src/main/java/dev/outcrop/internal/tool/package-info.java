/**
 * Runs the tools that one turn of a model calls: approval, time limits, and results for the model.
 * Start at {@link dev.outcrop.internal.tool.ToolExecution}.
 */
@NullMarked
package dev.outcrop.internal.tool;

import org.jspecify.annotations.NullMarked;
