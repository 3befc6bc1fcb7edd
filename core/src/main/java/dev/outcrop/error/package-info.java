/**
 * Failures of calls, as unchecked exceptions with details and a remedy.
 *
 * <p>Start at {@link dev.outcrop.error.BedrockException}. It is sealed: a {@code switch} over it
 * can be exhaustive.
 */
@NullMarked
package dev.outcrop.error;

import org.jspecify.annotations.NullMarked;
