/**
 * Checks and repairs of a conversation before it is sent to Bedrock, one rule per class. Pure
 * functions, safe for any number of threads.
 *
 * <p>Start at {@link dev.outcrop.internal.history.SendableHistory}, which applies the rules in
 * order. Differences between models are in {@link dev.outcrop.internal.family.HistoryRules}. The
 * table for users is {@code docs/sendable-history.md}.
 */
@NullMarked
package dev.outcrop.internal.history;

import org.jspecify.annotations.NullMarked;
