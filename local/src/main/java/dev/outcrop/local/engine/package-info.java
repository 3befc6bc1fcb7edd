/** Who answers: the {@link dev.outcrop.local.engine.Engine} behind the local Bedrock. */
@NullMarked
package dev.outcrop.local.engine;

import org.jspecify.annotations.NullMarked;
