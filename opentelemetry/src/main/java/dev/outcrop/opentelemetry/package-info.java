/**
 * Traces and metrics of calls, questions and tools, by the conventions for generative AI.
 *
 * <p>Start at {@link dev.outcrop.opentelemetry.OpenTelemetryObserver}.
 */
@NullMarked
package dev.outcrop.opentelemetry;

import org.jspecify.annotations.NullMarked;
