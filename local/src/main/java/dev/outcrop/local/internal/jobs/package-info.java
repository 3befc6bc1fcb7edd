/** Batch inference jobs, with a local folder in place of S3. */
@NullMarked
package dev.outcrop.local.internal.jobs;

import org.jspecify.annotations.NullMarked;
