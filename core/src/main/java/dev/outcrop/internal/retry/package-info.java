/**
 * Retries: when, how often, and with which budget. Start at {@link
 * dev.outcrop.internal.retry.Retrier}.
 */
@NullMarked
package dev.outcrop.internal.retry;

import org.jspecify.annotations.NullMarked;
