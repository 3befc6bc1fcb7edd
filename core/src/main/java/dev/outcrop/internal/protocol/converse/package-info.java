/**
 * Bedrock's Converse operations: how requests are spelled, and how responses and streams are read.
 *
 * <p>The only place that knows the wire names of Converse, ConverseStream and CountTokens. Start at
 * {@link dev.outcrop.internal.protocol.converse.Converse}.
 */
@NullMarked
package dev.outcrop.internal.protocol.converse;

import org.jspecify.annotations.NullMarked;
