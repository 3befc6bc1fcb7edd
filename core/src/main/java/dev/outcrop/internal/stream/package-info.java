/**
 * Assembles a turn from the events of a stream.
 *
 * <p>Start at {@link dev.outcrop.internal.stream.TurnAssembler}.
 */
@NullMarked
package dev.outcrop.internal.stream;

import org.jspecify.annotations.NullMarked;
