/**
 * Tools: what a model may ask the caller to do.
 *
 * <p>Start at {@link dev.outcrop.tool.Tool}, which makes a tool of a function, and {@link
 * dev.outcrop.tool.ToolMethod}, which makes one of a method. A chat that is given tools runs them;
 * a model only tells of them.
 */
@NullMarked
package dev.outcrop.tool;

import org.jspecify.annotations.NullMarked;
