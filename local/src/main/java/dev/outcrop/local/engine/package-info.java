/** The {@link dev.outcrop.local.engine.Engine} that produces the emulator's answers. */
@NullMarked
package dev.outcrop.local.engine;

import org.jspecify.annotations.NullMarked;
