/**
 * Emulates the speed of a model: {@link dev.outcrop.local.internal.pace.PacedEngine} delays
 * answers.
 */
@NullMarked
package dev.outcrop.local.internal.pace;

import org.jspecify.annotations.NullMarked;
