/**
 * Trying again: when, how often, and at whose expense. Start at {@link
 * dev.outcrop.internal.retry.Retrier}.
 */
@NullMarked
package dev.outcrop.internal.retry;

import org.jspecify.annotations.NullMarked;
