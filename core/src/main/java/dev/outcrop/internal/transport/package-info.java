/**
 * Sends requests over HTTP and reads responses, event-stream frames and errors.
 *
 * <p>Start at {@link dev.outcrop.internal.transport.Transport}. This package does not depend on
 * messages.
 */
@NullMarked
package dev.outcrop.internal.transport;

import org.jspecify.annotations.NullMarked;
