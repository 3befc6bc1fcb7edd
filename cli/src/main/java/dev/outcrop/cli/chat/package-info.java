/** One question or a conversation: asked, and printed. */
@NullMarked
package dev.outcrop.cli.chat;

import org.jspecify.annotations.NullMarked;
