/**
 * Trying again: when, how often, and at whose expense. Start at {@link dev.outcrop.retry.Retrier}.
 */
@NullMarked
package dev.outcrop.retry;

import org.jspecify.annotations.NullMarked;
