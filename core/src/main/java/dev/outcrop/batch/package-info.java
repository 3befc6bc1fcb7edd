/**
 * Runs many calls together, several at a time: start at {@link dev.outcrop.batch.Batch}. Batch
 * inference jobs: {@link dev.outcrop.batch.BatchJobs}.
 */
@NullMarked
package dev.outcrop.batch;

import org.jspecify.annotations.NullMarked;
