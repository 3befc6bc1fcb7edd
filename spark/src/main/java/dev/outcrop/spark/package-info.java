/**
 * Answers of a model for the rows of a Spark data set.
 *
 * <p>This module is compiled for Java 17 and without core. On executors with Java 21 or newer, core
 * runs in the executor; on Java 17, in one worker process of each executor.
 */
@NullMarked
package dev.outcrop.spark;

import org.jspecify.annotations.NullMarked;
