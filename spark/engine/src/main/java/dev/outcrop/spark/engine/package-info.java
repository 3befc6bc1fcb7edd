/**
 * Answers the rows of {@code outcrop-spark} with core: in the executor, or in a worker process. The
 * only interface to the executor's side is lines of JSON.
 */
@NullMarked
package dev.outcrop.spark.engine;

import org.jspecify.annotations.NullMarked;
