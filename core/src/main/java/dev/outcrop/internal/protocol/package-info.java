/**
 * How each of Bedrock's APIs spells a request and an answer. Lower layers handle only bytes, higher
 * ones only types.
 *
 * <p>Start at {@link dev.outcrop.internal.stream.TurnAssembler}, which makes one turn of the events
 * of a stream, and at {@code converse.Converse}.
 */
@NullMarked
package dev.outcrop.internal.protocol;

import org.jspecify.annotations.NullMarked;
