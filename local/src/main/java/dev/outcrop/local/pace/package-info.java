/** Emulates the speed of a model: {@link dev.outcrop.local.pace.PacedEngine} delays answers. */
@NullMarked
package dev.outcrop.local.pace;

import org.jspecify.annotations.NullMarked;
