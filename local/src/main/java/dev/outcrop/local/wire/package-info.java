/**
 * The wire format: requests, responses, event-stream {@link dev.outcrop.local.wire.Frame frames},
 * errors.
 */
@NullMarked
package dev.outcrop.local.wire;

import org.jspecify.annotations.NullMarked;
