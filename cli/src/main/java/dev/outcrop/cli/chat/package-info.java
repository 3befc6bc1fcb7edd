/** Sends one question or a conversation and prints the answers. */
@NullMarked
package dev.outcrop.cli.chat;

import org.jspecify.annotations.NullMarked;
