/**
 * Chat with the models of Amazon Bedrock.
 *
 * <p>Start at {@link dev.outcrop.Bedrock#create()}; a conversation is a {@link dev.outcrop.Chat}, a
 * model without history a {@link dev.outcrop.Model}.
 */
@NullMarked
package dev.outcrop;

import org.jspecify.annotations.NullMarked;
