/** Servers of the Model Context Protocol: their tools for a conversation, and their commands. */
@NullMarked
package dev.outcrop.cli.mcp;

import org.jspecify.annotations.NullMarked;
