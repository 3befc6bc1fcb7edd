/**
 * A local Bedrock emulator. Start at {@link dev.outcrop.local.LocalBedrock#start()}.
 *
 * <p>It shares no code with Outcrop's client that reads or writes the protocol, so that each side
 * can test the other.
 */
@NullMarked
package dev.outcrop.local;

import org.jspecify.annotations.NullMarked;
