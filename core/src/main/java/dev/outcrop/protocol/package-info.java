/**
 * How each of Bedrock's APIs spells a request and an answer. Below this floor there are only bytes,
 * above it only types.
 *
 * <p>Start at {@link dev.outcrop.protocol.TurnAssembler}, which makes one turn of the events of a
 * stream, and at {@code converse.Converse}.
 */
@NullMarked
package dev.outcrop.protocol;

import org.jspecify.annotations.NullMarked;
