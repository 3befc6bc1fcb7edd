/** Durations that callers give. */
@NullMarked
package dev.outcrop.time;

import org.jspecify.annotations.NullMarked;
