/**
 * Tools: functions that a model may call.
 *
 * <p>Start at {@link dev.outcrop.tool.Tool}, which makes a tool of a function, and {@link
 * dev.outcrop.tool.ToolMethod}, which makes one of a method. A chat runs its tools; a model only
 * returns the calls.
 */
@NullMarked
package dev.outcrop.tool;

import org.jspecify.annotations.NullMarked;
