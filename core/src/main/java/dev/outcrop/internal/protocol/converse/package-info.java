/**
 * Bedrock's Converse operations: writes requests, reads responses and streams.
 *
 * <p>The only package with the wire names of Converse, ConverseStream and CountTokens. Start at
 * {@link dev.outcrop.internal.protocol.converse.Converse}.
 */
@NullMarked
package dev.outcrop.internal.protocol.converse;

import org.jspecify.annotations.NullMarked;
