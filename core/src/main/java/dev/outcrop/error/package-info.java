/**
 * What can go wrong, as unchecked exceptions that carry details and a remedy.
 *
 * <p>Start at {@link dev.outcrop.error.BedrockException}, which is sealed: a {@code switch} over it
 * can be complete.
 */
@NullMarked
package dev.outcrop.error;

import org.jspecify.annotations.NullMarked;
