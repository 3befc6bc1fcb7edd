/** Selects the engine by model. */
@NullMarked
package dev.outcrop.local.choice;

import org.jspecify.annotations.NullMarked;
