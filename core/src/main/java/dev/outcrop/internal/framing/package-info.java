/**
 * Event-stream frames and server-sent events: bytes to events.
 *
 * <p>Start at {@link dev.outcrop.internal.framing.EventStreamReader}.
 */
@NullMarked
package dev.outcrop.internal.framing;

import org.jspecify.annotations.NullMarked;
