/** Runs many calls together, several at a time. Start at {@link dev.outcrop.batch.Batch}. */
@NullMarked
package dev.outcrop.batch;

import org.jspecify.annotations.NullMarked;
