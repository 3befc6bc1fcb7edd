/** Selects the engine by model. */
@NullMarked
package dev.outcrop.local.internal.choice;

import org.jspecify.annotations.NullMarked;
