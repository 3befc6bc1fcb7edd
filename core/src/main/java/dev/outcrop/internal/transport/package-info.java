/**
 * How bytes travel: HTTP, event-stream frames, and what failures on the way mean.
 *
 * <p>Start at {@link dev.outcrop.internal.transport.Transport}. Nothing here knows what a message
 * is.
 */
@NullMarked
package dev.outcrop.internal.transport;

import org.jspecify.annotations.NullMarked;
