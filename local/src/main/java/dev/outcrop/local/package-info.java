/**
 * A Bedrock on one's own machine. Start at {@link dev.outcrop.local.LocalBedrock#start()}.
 *
 * <p>It knows nothing of how Outcrop's own client speaks: the two sides are written apart, so that
 * one can test the other.
 */
@NullMarked
package dev.outcrop.local;

import org.jspecify.annotations.NullMarked;
