/**
 * The protocols: requests and answers of each of Bedrock's APIs. Lower layers handle only bytes,
 * higher ones only types.
 *
 * <p>Start at {@link dev.outcrop.internal.stream.TurnAssembler}, which assembles one turn from the
 * events of a stream, and at {@code converse.Converse}.
 */
@NullMarked
package dev.outcrop.internal.protocol;

import org.jspecify.annotations.NullMarked;
