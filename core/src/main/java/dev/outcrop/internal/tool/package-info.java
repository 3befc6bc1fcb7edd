/**
 * Runs the tools that one turn of a model asks for: who may, for how long, and what the model reads
 * of it. Start at {@link dev.outcrop.internal.tool.ToolExecution}.
 */
@NullMarked
package dev.outcrop.internal.tool;

import org.jspecify.annotations.NullMarked;
