/**
 * Runs the tools that one turn of a model asks for: who may, for how long, and what the model reads
 * of it. Start at {@link dev.outcrop.tool.run.ToolRun}.
 */
@NullMarked
package dev.outcrop.tool.run;

import org.jspecify.annotations.NullMarked;
