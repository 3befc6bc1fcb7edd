/** How fast answers come: {@link dev.outcrop.local.pace.PacedEngine} waits as a model would. */
@NullMarked
package dev.outcrop.local.pace;

import org.jspecify.annotations.NullMarked;
