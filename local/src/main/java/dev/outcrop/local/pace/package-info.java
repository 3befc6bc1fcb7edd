/** How fast answers come: {@link dev.outcrop.local.pace.Paced} waits as a model would. */
@NullMarked
package dev.outcrop.local.pace;

import org.jspecify.annotations.NullMarked;
