/**
 * How bytes travel: what comes in from Bedrock, cut into events.
 *
 * <p>Start at {@link dev.outcrop.transport.EventStreamReader}.
 */
@NullMarked
package dev.outcrop.transport;

import org.jspecify.annotations.NullMarked;
