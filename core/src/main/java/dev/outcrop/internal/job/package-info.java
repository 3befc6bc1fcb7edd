/**
 * Batch inference jobs, from the records to the answers. Start at {@link
 * dev.outcrop.internal.job.InferenceJobs}.
 */
@NullMarked
package dev.outcrop.internal.job;

import org.jspecify.annotations.NullMarked;
