/**
 * One question of a conversation: history, tool loop, extraction loop, answer stream, saved file.
 *
 * <p>Start at {@link dev.outcrop.internal.chat.Question}; the tool loop is {@link
 * dev.outcrop.internal.chat.ToolLoop}.
 */
@NullMarked
package dev.outcrop.internal.chat;

import org.jspecify.annotations.NullMarked;
