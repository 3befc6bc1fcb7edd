/**
 * One call under one policy: attempts, time limits, live calls, observers.
 *
 * <p>Start at {@link dev.outcrop.internal.call.CallExecutor}.
 */
@NullMarked
package dev.outcrop.internal.call;

import org.jspecify.annotations.NullMarked;
