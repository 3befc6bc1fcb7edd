/** Durations that callers give. */
@NullMarked
package dev.outcrop.internal;

import org.jspecify.annotations.NullMarked;
