/**
 * What must be right about a conversation before Bedrock takes it, one rule a class. Pure
 * functions, safe for any number of threads.
 *
 * <p>Start at {@link dev.outcrop.internal.history.SendableHistory}, which puts the rules in order.
 * What differs between models is in {@link dev.outcrop.internal.family.HistoryRules}. The table for
 * users is {@code docs/sendable-history.md}.
 */
@NullMarked
package dev.outcrop.internal.history;

import org.jspecify.annotations.NullMarked;
