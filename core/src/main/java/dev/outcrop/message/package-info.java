/**
 * Messages between a person, a model and its tools: content blocks, turns, and the events of a
 * stream. Every type is immutable. Only the methods of {@link dev.outcrop.message.Content} that
 * read files do I/O.
 *
 * <p>The names are those of Bedrock's <a
 * href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">Converse</a>
 * operation. Start at {@link dev.outcrop.message.Content} (the kinds of blocks) and {@link
 * dev.outcrop.message.Turn} (an entry of a history).
 *
 * <p>Nothing that a service sends is lost: each type keeps the members that it does not support in
 * {@code more}, and each union has an {@code Unknown}.
 */
@NullMarked
package dev.outcrop.message;

import org.jspecify.annotations.NullMarked;
