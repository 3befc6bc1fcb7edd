/**
 * What is said between a person, a model and its tools: messages, their content blocks, and the
 * events of a stream. No I/O happens here, and every type is immutable.
 *
 * <p>The names are those of Bedrock's <a
 * href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">Converse</a>
 * operation. Start at {@link dev.outcrop.message.Content} (what a block can be) and {@link
 * dev.outcrop.message.Turn} (an entry of a history).
 *
 * <p>Nothing that a service sent is lost: types that mirror a structure keep the members they do
 * not know in {@code more}, and each union has an {@code Unknown}.
 */
@NullMarked
package dev.outcrop.message;

import org.jspecify.annotations.NullMarked;
